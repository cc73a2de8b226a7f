package io.jenkins.plugins.hummingbird.submit.request;

import io.jenkins.plugins.hummingbird.aws.s3.S3Location;
import io.jenkins.plugins.hummingbird.operation.parameter.TextRule;
import io.jenkins.plugins.hummingbird.operation.text.Wording;
import io.jenkins.plugins.hummingbird.ssh.HostKeyPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the texts of a named cluster may be. Sentences have no full stop. */
final class NamedClusterRules {
    private NamedClusterRules() {}

    /** @return the items of a list that commas or line ends separate */
    static List<String> words(String list) {
        return Stream.of(list.split("[,\n\r]+"))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /**
     * @param path a folder, a file, or a URL; what its rule refuses, such as {@code ..}, is refused elsewhere
     * @param roots a list of folders and URLs
     * @return whether it is one of them, or lies below one, as far as the text tells: links are not followed
     */
    static boolean isBelow(String path, String roots) {
        String inside = normal(path) + "/";
        return words(roots).stream().anyMatch(root -> inside.startsWith(normal(root) + "/"));
    }

    /** Slashes in a row are one on a file system, and count in a key of S3. */
    private static String normal(String path) {
        return S3Location.isS3(path)
                ? path.replaceFirst("/$", "")
                : Stream.of(path.split("/"))
                        .filter(part -> !part.isEmpty() && !part.equals("."))
                        .map(part -> "/" + part)
                        .collect(Collectors.joining());
    }

    /** What jobs call a cluster. */
    static final class Name implements TextRule {
        @Override
        public List<String> problems(String name, String text) {
            return text.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}")
                    ? List.of()
                    : List.of(name
                            + " must have at most 63 letters, digits and characters of ._-, a letter or a digit first,"
                            + " not " + text);
        }
    }

    /** Folders and URLs. */
    static final class Roots implements TextRule {
        @Override
        public List<String> problems(String name, String list) {
            List<String> problems = new ArrayList<>();
            if (!list.isBlank() && words(list).isEmpty()) {
                problems.add(name + " holds no folder and no URL; leave it empty for anywhere");
            }
            for (String root : words(list)) {
                problems.addAll(
                        S3Location.isS3(root)
                                ? S3Rules.place(name, root)
                                : new TextRules.Folder().problems(name, root));
            }
            return problems;
        }
    }

    /** Patterns of names of jobs. */
    static final class Jobs implements TextRule {
        @Override
        public List<String> problems(String name, String list) {
            return !list.isBlank() && words(list).isEmpty()
                    ? List.of(name + " holds no name of a job; leave it empty for all jobs")
                    : List.of();
        }
    }

    /** How a host is known. */
    static final class Policy implements TextRule {
        @Override
        public List<String> problems(String name, String word) {
            return TextRule.of(() -> HostKeyPolicy.parse(word)).stream()
                    .map(sentence -> name + ": " + Wording.withoutFullStop(sentence))
                    .toList();
        }
    }

    /** What an hour of a node costs. */
    static final class Prices implements TextRule {
        @Override
        public List<String> problems(String name, String text) {
            return TextRule.of(() -> NodePrices.parse(text));
        }
    }
}
