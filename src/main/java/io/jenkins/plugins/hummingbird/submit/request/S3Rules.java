package io.jenkins.plugins.hummingbird.submit.request;

import io.jenkins.plugins.hummingbird.aws.s3.S3Access;
import io.jenkins.plugins.hummingbird.aws.s3.S3Location;
import io.jenkins.plugins.hummingbird.operation.parameter.TextRule;
import java.util.List;

/** What the parameters that may name something in S3 may be. Sentences have no full stop. */
final class S3Rules {
    private S3Rules() {}

    /** An absolute path, or the URL of a bucket or of a prefix in it. */
    static final class ImageFolder implements TextRule {
        @Override
        public List<String> problems(String name, String path) {
            if (!S3Location.isS3(path)) {
                return new TextRules.Folder().problems(name, path);
            }
            List<String> problems = location(name, path);
            String prefix = path.replaceFirst("s3://[^/]+/?", "");
            return !problems.isEmpty() || prefix.isEmpty() || S3Location.isFileKey(prefix + "x")
                    ? problems
                    : List.of(name + " must not have an empty part, '.' or '..' between slashes: " + path);
        }
    }

    /** A file, absolute or relative to the workspace, or the URL of an object. */
    static final class TableFile implements TextRule {
        @Override
        public List<String> problems(String name, String path) {
            if (!S3Location.isS3(path)) {
                return new TextRules.FilePath().problems(name, path);
            }
            return path.matches("(?s)s3://[^/]+/.*[^/]")
                    ? place(name, path)
                    : List.of(name + " must be the URL of an object, such as s3://bucket/plates.csv, not " + path);
        }
    }

    /** Where results go in S3, see {@link ResultsUrl}. */
    static final class Results implements TextRule {
        @Override
        public List<String> problems(String name, String url) {
            return TextRules.withoutFullStop(TextRule.of(() -> ResultsUrl.parse(url)));
        }
    }

    /** As whom images in S3 are read. */
    static final class Access implements TextRule {
        @Override
        public List<String> problems(String name, String word) {
            return TextRules.withoutFullStop(TextRule.of(() -> S3Access.parse(word)));
        }
    }

    /** The URL of an object or of a prefix. Two dots are a name in S3, but a proxy may take them for the folder above. */
    static List<String> place(String name, String url) {
        List<String> problems = location(name, url);
        return problems.isEmpty() ? TextRules.twoDots(name, url) : problems;
    }

    private static List<String> location(String name, String url) {
        return TextRules.withoutFullStop(TextRule.of(() -> S3Location.parse(url))).stream()
                .map(problem -> name + ": " + problem)
                .toList();
    }
}
