package io.jenkins.plugins.hummingbird.submit.request;

import io.jenkins.plugins.hummingbird.aws.ConnectEndpoint;
import io.jenkins.plugins.hummingbird.cellprofiler.table.ChannelMapping;
import io.jenkins.plugins.hummingbird.cellprofiler.table.Grouping;
import io.jenkins.plugins.hummingbird.operation.NamePatterns;
import io.jenkins.plugins.hummingbird.operation.parameter.TextRule;
import io.jenkins.plugins.hummingbird.operation.text.Wording;
import io.jenkins.plugins.hummingbird.slurm.Memory;
import io.jenkins.plugins.hummingbird.slurm.SbatchOptions;
import io.jenkins.plugins.hummingbird.slurm.TimeLimit;
import io.jenkins.plugins.hummingbird.ssh.HostName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What the texts among a submission's parameters may be, as far as a text alone tells. Sentences have no full stop. */
final class TextRules {
    private TextRules() {}

    /** @return the items of a list that commas separate, without blanks around them and without empty ones */
    static List<String> words(String list) {
        return Stream.of(list.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** A file, absolute or relative to the workspace. */
    static final class FilePath implements TextRule {
        @Override
        public List<String> problems(String name, String path) {
            List<String> found = new ArrayList<>(twoDots(name, path));
            found.addAll(controlCharacters(name, path));
            return found;
        }
    }

    /** An absolute path. */
    static final class Folder implements TextRule {
        @Override
        public List<String> problems(String name, String path) {
            List<String> found = new ArrayList<>();
            if (!path.startsWith("/")) {
                found.add(name + " must be an absolute path, not " + path);
            }
            found.addAll(new FilePath().problems(name, path));
            return found;
        }
    }

    /** A word or an absolute path. */
    static final class Home implements TextRule {
        /** An empty one for each task. */
        static final String OWN = "own";

        private static final String USERS = "user";

        @Override
        public List<String> problems(String name, String home) {
            if (List.of(OWN, USERS).contains(home)) {
                return List.of();
            }
            return home.startsWith("/")
                    ? new Folder().problems(name, home)
                    : List.of(name + " must be own, user, or an absolute path, not " + home);
        }
    }

    /** Names of partitions, as sbatch takes them. */
    static final class Partition implements TextRule {
        @Override
        public List<String> problems(String name, String text) {
            return text.matches("[A-Za-z0-9_.,-]*")
                    ? List.of()
                    : List.of(name + " holds a character that no partition has");
        }
    }

    /** Metadata keys, separated by commas. */
    static final class MetadataKeys implements TextRule {
        @Override
        public List<String> problems(String name, String list) {
            List<String> found = new ArrayList<>();
            Set<String> seen = new HashSet<>();
            for (String word : words(list)) {
                String key = Grouping.plain(word);
                found.addAll(controlCharacters(name, key));
                if (key.isEmpty()) {
                    found.add(name + ": '" + word + "' names no key, such as Plate");
                } else if (!seen.add(key)) {
                    found.add(name + " names " + key + " twice");
                }
            }
            return found;
        }
    }

    /** Pairs of names of channels. */
    static final class Channels implements TextRule {
        @Override
        public List<String> problems(String name, String pairs) {
            return TextRule.of(() -> ChannelMapping.parse(pairs));
        }
    }

    /** Patterns of output files, separated by commas. */
    static final class Patterns implements TextRule {
        @Override
        public List<String> problems(String name, String list) {
            return words(list).stream()
                    .filter(PathPattern::matchesNothing)
                    .map(pattern -> name + ": '" + pattern
                            + "' matches no file: patterns are relative to a group's folder,"
                            + " such as *.csv or Images/*.png, and hold no '.' or '..' as a folder")
                    .toList();
        }
    }

    /** Patterns of names of columns. */
    static final class ColumnPatterns implements TextRule {
        private static final int MOST = 100;
        private static final int LONGEST = 200;

        @Override
        public List<String> problems(String name, String list) {
            NamePatterns patterns = new NamePatterns(list);
            List<String> problems = new ArrayList<>();
            if (patterns.all().size() > MOST) {
                problems.add(name + ": more than " + MOST + " patterns; * matches any text, as in Nuclei_*Area*");
            }
            patterns.all().stream()
                    .filter(pattern -> pattern.length() > LONGEST || !pattern.matches("[\\p{L}\\p{N}_.+*-]+"))
                    .forEach(pattern -> problems.add(name + ": '"
                            + pattern.substring(0, Math.min(LONGEST, pattern.length()))
                            + "' matches no column, such as Nuclei_AreaShape_Area or Nuclei_*: their names have at most "
                            + LONGEST + " letters, digits and characters of _.+-"));
            return problems;
        }
    }

    /** Formats of merged tables, separated by commas. */
    static final class TableFormats implements TextRule {
        @Override
        public List<String> problems(String name, String list) {
            List<String> words = words(list);
            List<String> known = Stream.concat(
                            Stream.of(TableFormat.values()).map(TableFormat::word), Stream.of(TableFormat.METADATA))
                    .toList();
            List<String> problems = new ArrayList<>();
            words.stream()
                    .filter(word -> !known.contains(word))
                    .forEach(word -> problems.add(name + ": '" + word + "' is none of " + String.join(", ", known)));
            if (problems.isEmpty() && words.contains(TableFormat.METADATA) && !words.contains(TableFormat.CSV.word())) {
                problems.add(name + ": " + TableFormat.METADATA + " adds to tables in CSV: write csv, metadata");
            }
            return problems;
        }
    }

    /** A program: a name on PATH, or an absolute path. */
    static final class Program implements TextRule {
        @Override
        public List<String> problems(String name, String program) {
            return program.contains("/")
                    ? new Folder().problems(name, program)
                    : program.matches("[A-Za-z0-9_.+-]+")
                            ? List.of()
                            : List.of(name + " must be the name of a program, such as python3, or an absolute path");
        }
    }

    /** The name or address of a head node. */
    static final class Host implements TextRule {
        @Override
        public List<String> problems(String name, String host) {
            return HostName.problems(host);
        }
    }

    /** The id of an EC2 Instance Connect Endpoint. */
    static final class Endpoint implements TextRule {
        @Override
        public List<String> problems(String name, String id) {
            return withoutFullStop(TextRule.of(() -> ConnectEndpoint.checkId(id)));
        }
    }

    /** Memory of a task. */
    static final class MemoryAmount implements TextRule {
        @Override
        public List<String> problems(String name, String text) {
            return parsed(name, () -> Memory.megabytes(text));
        }
    }

    /** The time limit of a task. */
    static final class Time implements TextRule {
        @Override
        public List<String> problems(String name, String text) {
            return parsed(name, () -> TimeLimit.minutes(text));
        }
    }

    /** Words for sbatch. */
    static final class Sbatch implements TextRule {
        @Override
        public List<String> problems(String name, String text) {
            return parsed(name, () -> SbatchOptions.parse(text));
        }
    }

    /** What failed groups make of a build. */
    static final class Result implements TextRule {
        static final String FAILURE = "FAILURE";
        static final String UNSTABLE = "UNSTABLE";

        @Override
        public List<String> problems(String name, String word) {
            return List.of(FAILURE, UNSTABLE).contains(word)
                    ? List.of()
                    : List.of(name + " must be FAILURE or UNSTABLE");
        }
    }

    static List<String> withoutFullStop(List<String> sentences) {
        return sentences.stream().map(Wording::withoutFullStop).toList();
    }

    /** Of a path or a URL, which would lead out of the folder that it seems to lie in. */
    static List<String> twoDots(String name, String path) {
        return List.of(path.split("/")).contains("..") ? List.of(name + " must not hold '..': " + path) : List.of();
    }

    private static List<String> controlCharacters(String name, String text) {
        return text.chars().noneMatch(Character::isISOControl)
                ? List.of()
                : List.of(name + " holds a control character");
    }

    private static List<String> parsed(String name, Runnable parse) {
        try {
            parse.run();
            return List.of();
        } catch (IllegalArgumentException e) {
            return List.of(name + ": " + e.getMessage());
        }
    }
}
