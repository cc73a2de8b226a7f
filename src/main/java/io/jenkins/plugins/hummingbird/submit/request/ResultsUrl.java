package io.jenkins.plugins.hummingbird.submit.request;

import io.jenkins.plugins.hummingbird.aws.s3.S3Location;
import io.jenkins.plugins.hummingbird.cellprofiler.table.FolderNames;
import io.jenkins.plugins.hummingbird.cellprofiler.table.Grouping;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in S3 the results of each group go: a URL in which {@code {group}} stands for the group's folder below {@code output},
 * and a metadata key in braces, such as {@code {Plate}}, for its value in the group. In {@code {%Plate}} the value is encoded as
 * in the name of that folder; without the percent sign it is as in the image table. A URL without braces is followed by
 * {@code /{group}}. Merged tables go below the folder before the first brace.
 */
public final class ResultsUrl {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(%?)([^{}/]*)}");
    private static final String GROUP = "group";

    private final String template;
    private final String folder;

    private ResultsUrl(String template, String folder) {
        this.template = template;
        this.folder = folder;
    }

    /** @throws OperationException when it is not the URL of a bucket or of a prefix in it */
    public static ResultsUrl parse(String text) throws OperationException {
        String url = text.replaceFirst("/+$", "");
        if (!S3Location.isS3(url)) {
            throw new OperationException(
                    "resultsUrl must be the URL of a bucket or of a prefix in it, such as s3://bucket/results, not "
                            + text + ".");
        }
        int brace = url.indexOf('{');
        String fixed = brace < 0 ? url : url.substring(0, url.lastIndexOf('/', brace));
        if (fixed.length() < "s3://".length()) {
            throw new OperationException("resultsUrl: the name of the bucket must not have braces: " + text + ".");
        }
        location(fixed);
        String rest = PLACEHOLDER.matcher(url).replaceAll("x");
        if (rest.indexOf('{') >= 0 || rest.indexOf('}') >= 0) {
            throw new OperationException(
                    "resultsUrl: a brace has no other one, or there is a slash between them: " + text + ".");
        }
        if (!S3Location.isFileKey(location(rest + "/x").key())) {
            throw new OperationException(
                    "resultsUrl must not have an empty part, '.' or '..' between slashes, or control" + " characters: "
                            + text + ".");
        }
        return new ResultsUrl(brace < 0 ? url + "/{" + GROUP + "}" : url, fixed);
    }

    private static S3Location location(String url) throws OperationException {
        try {
            return S3Location.parse(url);
        } catch (OperationException e) {
            throw new OperationException("resultsUrl: " + e.getMessage(), e);
        }
    }

    /** @return the URL of what all results lie below, without a slash at its end */
    public String folder() {
        return folder;
    }

    /** @throws OperationException when it names a metadata key that is none of those by which the images are grouped */
    public void check(List<String> keys) throws OperationException {
        for (String name : PLACEHOLDER
                .matcher(template)
                .results()
                .map(match -> match.group(2))
                .toList()) {
            if (!name.equals(GROUP) && !keys.contains(Grouping.plain(name))) {
                throw new OperationException("resultsUrl names {" + name
                        + "}, by which the images are not grouped: it may"
                        + " name {group}"
                        + String.join(
                                "", keys.stream().map(key -> ", {" + key + "}").toList())
                        + ".");
            }
        }
    }

    /**
     * @param name the group's folder
     * @param keys the metadata keys by which the images are grouped, checked before
     * @param values of the group, as many
     * @return the URL of its results, without a slash at its end
     */
    public String of(String name, List<String> keys, List<String> values) {
        return PLACEHOLDER.matcher(template).replaceAll(match -> {
            String key = match.group(2);
            if (key.equals(GROUP)) {
                // it is encoded already
                return Matcher.quoteReplacement(name);
            }
            String value = values.get(keys.indexOf(Grouping.plain(key)));
            return Matcher.quoteReplacement(match.group(1).isEmpty() ? value : FolderNames.encode(value));
        });
    }
}
