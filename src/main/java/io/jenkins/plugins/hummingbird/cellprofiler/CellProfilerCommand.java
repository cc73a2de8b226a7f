package io.jenkins.plugins.hummingbird.cellprofiler;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The command line that starts CellProfiler, such as {@code cellprofiler}, {@code "/opt/my cp/bin/cellprofiler" -L
 * DEBUG} or {@code apptainer exec /shared/cp.sif cellprofiler}. Words are separated by blanks; single and double quotes
 * quote. Nothing is expanded and there are no escapes.
 */
public final class CellProfilerCommand {
    private static final Pattern CELLPROFILER = Pattern.compile("(?i)cellprofiler([-.][a-z0-9.]+)?");
    private static final Pattern IMAGE = Pattern.compile("(?i).*\\.(sif|simg)");

    private static final Set<String> LAUNCHERS = Set.of(
            "apptainer",
            "conda",
            "docker",
            "env",
            "mamba",
            "micromamba",
            "nice",
            "numactl",
            "podman",
            "singularity",
            "stdbuf",
            "taskset",
            "time",
            "xvfb-run");

    private static final String GROUPS = "groupBy and the image table decide about the groups";
    private static final String HEADLESS = "it is always given";
    private static final String ALL_SETS = "every image set of a group has to run";
    private static final String NO_ANALYSIS = "with it CellProfiler analyses nothing";

    /** The options of CellProfiler's {@code parse_args} that are not allowed in the command, and why. */
    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("-p", "pipeline gives it"),
            Map.entry("--pipeline", "pipeline gives it"),
            Map.entry("--project", "pipeline gives it"),
            Map.entry("-c", HEADLESS),
            Map.entry("--run-headless", HEADLESS),
            Map.entry("-r", HEADLESS),
            Map.entry("--run", HEADLESS),
            Map.entry("-o", "output gives it"),
            Map.entry("--output-directory", "output gives it"),
            Map.entry("-i", "images gives it"),
            Map.entry("--image-directory", "images gives it"),
            Map.entry("-f", ALL_SETS),
            Map.entry("--first-image-set", ALL_SETS),
            Map.entry("-l", ALL_SETS),
            Map.entry("--last-image-set", ALL_SETS),
            Map.entry("-g", GROUPS),
            Map.entry("--group", GROUPS),
            Map.entry("--plugins-directory", "pluginsDirectory gives it"),
            Map.entry("-t", "each task has a temporary folder of its own"),
            Map.entry("--temporary-directory", "each task has a temporary folder of its own"),
            Map.entry("-d", "each attempt has a done-file of its own"),
            Map.entry("--done-file", "each attempt has a done-file of its own"),
            Map.entry("--data-file", "dataFile or imagePattern gives it"),
            Map.entry("--file-list", "it is always given"),
            Map.entry("--version", NO_ANALYSIS),
            Map.entry("--measurements", NO_ANALYSIS),
            Map.entry("--print-groups", NO_ANALYSIS),
            Map.entry("--get-batch-commands", NO_ANALYSIS),
            Map.entry("--get-batch-commands-new", NO_ANALYSIS),
            Map.entry("--write-schema-and-exit", NO_ANALYSIS));

    private static final String LOG_LEVEL = "--log-level";
    private static final int INFO = 20;
    private static final Set<String> LOUD_ENOUGH = Set.of("NOTSET", "DEBUG", "INFO");
    private static final Set<String> TOO_QUIET = Set.of("WARNING", "WARN", "ERROR", "CRITICAL", "FATAL");

    private final List<String> words;

    private CellProfilerCommand(List<String> words) {
        this.words = words;
    }

    /**
     * @param text the parameter {@code cellprofiler}
     * @throws OperationException if the text is empty or has an unclosed quote
     */
    public static CellProfilerCommand parse(String text) throws OperationException {
        List<String> words = new ArrayList<>();
        Matcher word = Pattern.compile("\\s*((?:[^\\s'\"]++|'[^']*'|\"[^\"]*\")++)\\s*")
                .matcher(text);
        int end = 0;
        while (word.lookingAt()) {
            words.add(unquoted(word.group(1)));
            end = word.end();
            word.region(end, text.length());
        }
        if (!text.substring(end).isBlank()) {
            throw new OperationException("cellprofiler has an unclosed quote: " + text.substring(end)
                    + ". Quote a word with a pair of ' or \"; either may contain the other.");
        }
        if (words.isEmpty() || words.get(0).isEmpty()) {
            throw new OperationException("cellprofiler is empty: give the command on the compute nodes.");
        }
        return new CellProfilerCommand(List.copyOf(words));
    }

    private static String unquoted(String word) {
        return Pattern.compile("'([^']*)'|\"([^\"]*)\"").matcher(word).replaceAll(quoted -> {
            String inner = quoted.group(1) == null ? quoted.group(2) : quoted.group(1);
            return Matcher.quoteReplacement(inner);
        });
    }

    /** @return at least one word, the first not empty */
    public List<String> words() {
        return words;
    }

    /** @return whether the first word is CellProfiler itself and not a launcher */
    public boolean isDirect() {
        return lastCellProfiler() == 0;
    }

    /**
     * Returns the words up to CellProfiler's command, if the words before it are a launcher that runs any command, such
     * as env or a container.
     *
     * @return at least one word, the last of which is CellProfiler; empty if it is started in another way
     */
    public List<String> upToCellProfiler() {
        int at = lastCellProfiler();
        boolean named = at >= 0 && CELLPROFILER.matcher(fileName(words.get(at))).matches();
        boolean known = at == 0 || LAUNCHERS.contains(fileName(words.get(0)));
        return named && known ? words.subList(0, at + 1) : List.of();
    }

    /** Checks the options of CellProfiler; those of a launcher, such as a container, are not checked. */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        int at = lastCellProfiler();
        if (at < 0) {
            return findings;
        }
        for (int i = at + 1; i < words.size(); i++) {
            String word = words.get(i);
            String name = optionName(word);
            String why = REFUSED.get(name);
            if (why != null) {
                findings.add(Finding.error("cellprofiler contains the option " + word + ": leave it out, " + why));
            } else if (name.equals("-L") || name.equals(LOG_LEVEL)) {
                String value = valueIn(word, name);
                if (value == null) {
                    i++;
                    value = i < words.size() ? words.get(i) : "";
                }
                checkLevel(value, findings);
            }
        }
        return findings;
    }

    private static void checkLevel(String value, List<Finding> findings) {
        // nine digits fit into an int; longer numbers are levels that no line reaches
        boolean number = value.matches("[0-9]{1,9}");
        if (value.isEmpty()) {
            findings.add(Finding.error("cellprofiler ends with the option -L without a level: leave it out"));
        } else if (TOO_QUIET.contains(value) || number && Integer.parseInt(value) > INFO) {
            findings.add(Finding.error("cellprofiler contains the log level " + value + ", which hides the lines that"
                    + " prove that image sets were done, so that every group would fail: leave -L out, or give INFO"
                    + " or DEBUG"));
        } else if (!number && !LOUD_ENOUGH.contains(value)) {
            findings.add(Finding.warning("cellprofiler contains the log level " + value + ", which CellProfiler uses as"
                    + " the name of a logging configuration: it must let lines of the level INFO through to standard"
                    + " output or error, because only they prove that image sets were done"));
        }
    }

    private static String fileName(String word) {
        return word.substring(word.lastIndexOf('/') + 1);
    }

    /** Returns the index of the last word that is CellProfiler or a container image; -1 if a user's script hides it. */
    private int lastCellProfiler() {
        for (int i = words.size() - 1; i >= 0; i--) {
            String file = fileName(words.get(i));
            if (CELLPROFILER.matcher(file).matches() || IMAGE.matcher(file).matches()) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Returns the option that Python's optparse recognizes in a word: a long option may be abbreviated, a short one may
     * be followed by its value. Other words are returned unchanged.
     */
    private static String optionName(String word) {
        if (word.startsWith("--")) {
            String name = word.split("=", 2)[0];
            if (REFUSED.containsKey(name) || name.length() < 4) {
                return name;
            }
            return REFUSED.keySet().stream()
                    .filter(option -> option.startsWith(name))
                    .sorted()
                    .findFirst()
                    .orElse(LOG_LEVEL.startsWith(name) ? LOG_LEVEL : name);
        }
        return word.startsWith("-") && word.length() > 1 ? word.substring(0, 2) : word;
    }

    /** @return the value within the option's word; null if it is the next word */
    private static String valueIn(String word, String name) {
        if (word.startsWith("--")) {
            int equals = word.indexOf('=');
            return equals < 0 ? null : word.substring(equals + 1);
        }
        return word.length() > name.length() ? word.substring(name.length()) : null;
    }
}
