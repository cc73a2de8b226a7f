package io.jenkins.plugins.hummingbird.submit.inputs;

import io.jenkins.plugins.hummingbird.aws.s3.S3Location;
import io.jenkins.plugins.hummingbird.cellprofiler.table.Group;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.submit.request.ResultsUrl;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Where in S3 the results of each group go. */
public final class GroupUrls {
    private GroupUrls() {}

    /**
     * @return a URL for each group in the order of the plan, without a slash at its end; none where results are not copied
     * @throws OperationException when two groups have the same one, or one is that of no folder
     */
    public static List<String> of(SubmitRequest request, Plan plan) throws OperationException {
        List<String> urls = new ArrayList<>();
        if (!request.s3.copiesResults()) {
            return urls;
        }
        ResultsUrl results = ResultsUrl.parse(request.s3.resultsUrl);
        results.check(plan.keys());
        Map<String, Group> known = new HashMap<>();
        for (Group group : plan.groups()) {
            String url = results.of(group.folder(), plan.keys(), group.values());
            check(url, results, request, group.name(plan.keys()));
            Group other = known.put(url, group);
            if (other != null) {
                throw new OperationException("resultsUrl gives two groups one URL: " + url + " is that of "
                        + other.name(plan.keys()) + " and of " + group.name(plan.keys())
                        + ". Name all keys by which the images are grouped, or {group}.");
            }
            urls.add(url);
        }
        return urls;
    }

    /**
     * Sees to it that no result replaces an image, or a file of another group.
     *
     * @param urls of the groups
     * @param folders of S3 that hold images, with a slash at their ends
     * @throws OperationException when such a folder lies below a URL, or the URL of a group below that of another
     */
    static void checkPlaces(List<String> urls, Collection<String> folders) throws OperationException {
        TreeSet<String> images = new TreeSet<>(folders);
        TreeSet<String> results = new TreeSet<>();
        urls.forEach(url -> results.add(url + "/"));
        for (String url : results) {
            String image = images.ceiling(url);
            if (image != null && image.startsWith(url)) {
                throw new OperationException("resultsUrl gives a group the URL " + url + ", and images are in " + image
                        + ": results could replace them. Give a folder in which no images are.");
            }
            String other = results.higher(url);
            if (other != null && other.startsWith(url)) {
                throw new OperationException("resultsUrl gives a group the URL " + url + " and another group " + other
                        + " below it: results of one could replace those of the other. Write {%Key} for a value that may"
                        + " have slashes.");
            }
        }
    }

    private static void check(String url, ResultsUrl results, SubmitRequest request, String group)
            throws OperationException {
        String given = "resultsUrl gives " + group + " the URL " + url;
        String key = url.substring(url.indexOf('/', "s3://".length()) + 1) + "/x";
        if (!S3Location.isFileKey(key)) {
            throw new OperationException(given
                    + ", which has an empty part, '.' or '..' between slashes, a part of more than 255 bytes, or control"
                    + " characters: write {%Key} for a value that is encoded as in the name of the group's folder.");
        }
        // it is too long
        S3Location.parse(url + "/x");
        String images = request.imageFolder() + "/";
        if (request.imagesInS3() && (url + "/").startsWith(images) && !(results.folder() + "/").startsWith(images)) {
            throw new OperationException(
                    given + ", which lies below images: the results would be taken for images by the"
                            + " next submission. Give a folder that has another name.");
        }
    }
}
