package io.jenkins.plugins.hummingbird.slurm;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Options for sbatch that come from people. */
public final class SbatchOptions {
    private static final Pattern OPTION = Pattern.compile("--([a-z][a-z-]*)(=[^\\p{Cntrl}]*)?");

    /** What a submission gives itself, or what would break how it is followed. sbatch takes any unique beginning. */
    private static final Set<String> TAKEN = Set.of(
            "array",
            "chdir",
            "cpus-per-task",
            "dependency",
            "error",
            "exclude",
            "export-file",
            "help",
            "hold",
            "input",
            "job-name",
            "mem",
            "mem-per-cpu",
            "mem-per-gpu",
            "no-requeue",
            "ntasks",
            "open-mode",
            "output",
            "parsable",
            "partition",
            "quiet",
            "signal",
            "test-only",
            "time",
            "usage",
            "version",
            "wait",
            "wrap");

    private SbatchOptions() {}

    /**
     * @param text long options separated by blanks, each with its value after an equals sign
     * @return the options, a word each
     * @throws IllegalArgumentException when a word is no such option, or one that a submission sets itself
     */
    public static List<String> parse(String text) {
        List<String> words = Stream.of(text.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        words.forEach(SbatchOptions::check);
        return words;
    }

    private static void check(String word) {
        Matcher option = OPTION.matcher(word);
        if (!option.matches()) {
            throw new IllegalArgumentException(
                    "'" + word + "' is no long option of sbatch: write --name or --name=value, without blanks in it");
        }
        String name = option.group(1);
        if (TAKEN.contains(name)) {
            throw new IllegalArgumentException("--" + name + " is set by the plugin: use the parameter for it, if any");
        }
        TAKEN.stream().filter(taken -> taken.startsWith(name)).findFirst().ifPresent(taken -> {
            throw new IllegalArgumentException("--" + name + " may be short for --" + taken
                    + ", which is set by the plugin: write the option in full");
        });
    }
}
