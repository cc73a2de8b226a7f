package io.jenkins.plugins.hummingbird.slurm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Options for sbatch that users give, as in its manual (sbatch(1) of Slurm 22.05 to 25.05). */
public final class SbatchOptions {
    private static final Pattern WORD = Pattern.compile("\\s*((?:[^\\s'\"]++|'[^']*'|\"[^\"]*\")++)\\s*");
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'|\"([^\"]*)\"");
    private static final Pattern LONG = Pattern.compile("--([A-Za-z][A-Za-z0-9_-]*)(=.*)?");
    private static final Pattern SHORT = Pattern.compile("-([A-Za-z])(.*)");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private static final String LOGS = "each task has logs of its own";
    private static final String MEMORY = "give the parameter memory";
    private static final String ANSWER = "it changes what sbatch prints";
    private static final String USER = "tasks belong to the user who logs in";

    /** Options that a submission sets itself or that would break its polling, and what to use instead. */
    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("array", "groups are the tasks; maxConcurrent limits how many run at one time"),
            Map.entry("chdir", "each task has a folder of its own"),
            Map.entry("clusters", "tasks are followed on the cluster of the head node"),
            Map.entry("cpus-per-task", "give the parameter cpus"),
            Map.entry("dependency", "with maxConcurrent one array waits for the other"),
            Map.entry("error", LOGS),
            Map.entry("exclude", "nodes that failed are excluded; choose nodes by --constraint or --nodelist"),
            Map.entry("gid", USER),
            Map.entry("help", ANSWER),
            Map.entry("hold", "tasks would wait until somebody releases them"),
            Map.entry("input", "tasks read nothing"),
            Map.entry("job-name", "arrays are found by their names"),
            Map.entry("mem", MEMORY),
            Map.entry("mem-per-cpu", MEMORY),
            Map.entry("mem-per-gpu", MEMORY),
            Map.entry("no-requeue", "a task whose node fails is begun again; retries: 0 tries no failed group again"),
            Map.entry("ntasks", "a task is one process; give the parameter cpus"),
            Map.entry("open-mode", LOGS),
            Map.entry("output", LOGS),
            Map.entry("parsable", ANSWER),
            Map.entry("partition", "give the parameter partition"),
            Map.entry("quiet", ANSWER),
            Map.entry("signal", "tasks are told before their time is over"),
            Map.entry("test-only", ANSWER),
            Map.entry("time", "give the parameter timeLimit"),
            Map.entry("uid", USER),
            Map.entry("usage", ANSWER),
            Map.entry("version", ANSWER),
            Map.entry("wait", "the step waits without it"),
            Map.entry("wrap", "the script is the submission's own"));

    /** Options with a value, in the same word or in the next one. */
    private static final Set<String> WITH_VALUE = Set.of(
            ("account acctg-freq batch bb bbf begin cluster-constraint comment constraint consolidate-segments container"
                            + " container-id core-spec cores-per-socket cpu-freq cpus-per-gpu deadline delay-boot"
                            + " distribution export export-file extra extra-node-info gpu-bind gpu-freq gpus"
                            + " gpus-per-node gpus-per-socket gpus-per-task gres gres-flags hint licenses mail-type"
                            + " mail-user mcs-label mem-bind mincpus network nodefile nodelist nodes ntasks-per-core"
                            + " ntasks-per-gpu ntasks-per-node ntasks-per-socket power prefer priority profile qos"
                            + " reservation resources segment sockets-per-node switches thread-spec threads-per-core"
                            + " time-min tmp tres-bind tres-per-job tres-per-task wait-all-nodes wckey")
                    .split(" "));

    /** Options without a value, or with one in the same word only. */
    private static final Set<String> ALONE = Set.of(
            ("contiguous exclusive get-user-env ignore-pbs kill-on-invalid-dep nice no-kill oom-kill-step overcommit"
                            + " oversubscribe propagate reboot requeue share spread-job stepmgr use-min-nodes verbose")
                    .split(" "));

    private static final Map<String, String> LETTERS = Map.ofEntries(
            Map.entry("a", "array"),
            Map.entry("A", "account"),
            Map.entry("b", "begin"),
            Map.entry("B", "extra-node-info"),
            Map.entry("c", "cpus-per-task"),
            Map.entry("C", "constraint"),
            Map.entry("d", "dependency"),
            Map.entry("D", "chdir"),
            Map.entry("e", "error"),
            Map.entry("F", "nodefile"),
            Map.entry("G", "gpus"),
            Map.entry("h", "help"),
            Map.entry("H", "hold"),
            Map.entry("i", "input"),
            Map.entry("J", "job-name"),
            Map.entry("k", "no-kill"),
            Map.entry("L", "licenses"),
            Map.entry("m", "distribution"),
            Map.entry("M", "clusters"),
            Map.entry("n", "ntasks"),
            Map.entry("N", "nodes"),
            Map.entry("o", "output"),
            Map.entry("O", "overcommit"),
            Map.entry("p", "partition"),
            Map.entry("q", "qos"),
            Map.entry("Q", "quiet"),
            Map.entry("s", "oversubscribe"),
            Map.entry("S", "core-spec"),
            Map.entry("t", "time"),
            Map.entry("v", "verbose"),
            Map.entry("V", "version"),
            Map.entry("w", "nodelist"),
            Map.entry("W", "wait"),
            Map.entry("x", "exclude"));

    private SbatchOptions() {}

    /**
     * Reads options as a shell would: blanks separate words, and quotes keep them together. An option that the manual does not
     * have, such as one of a plugin of Slurm's, is taken in the form {@code --name=value}.
     *
     * @param text {@code --name}, {@code --name=value}, {@code --name value}, {@code -n value} or {@code -nvalue}
     * @return the options, a word each: {@code --name} or {@code --name=value}
     * @throws IllegalArgumentException when a word is no option, one that lacks its value, or one that a submission sets itself
     */
    public static List<String> parse(String text) {
        List<String> options = new ArrayList<>();
        List<String> words = words(text);
        for (int i = 0; i < words.size(); i++) {
            Option option = option(words.get(i));
            refuse(option.name);
            if (option.value == null && WITH_VALUE.contains(option.name)) {
                i++;
                if (i == words.size() || words.get(i).startsWith("-")) {
                    throw new IllegalArgumentException(
                            "--" + option.name + " lacks its value: write --" + option.name + "=value");
                }
                option = new Option(option.name, words.get(i));
            }
            options.add("--" + option.name + (option.value == null ? "" : "=" + option.value));
        }
        return options;
    }

    /**
     * @param name without dashes
     * @param value null for none
     */
    private record Option(String name, String value) {}

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        int end = 0;
        while (word.lookingAt()) {
            words.add(QUOTED.matcher(word.group(1))
                    .replaceAll(quoted ->
                            Matcher.quoteReplacement(quoted.group(1) == null ? quoted.group(2) : quoted.group(1))));
            end = word.end();
            word.region(end, text.length());
        }
        if (!text.substring(end).isBlank()) {
            throw new IllegalArgumentException(
                    "a quote does not end: " + text.substring(end).strip());
        }
        return words;
    }

    private static Option option(String word) {
        Matcher named = LONG.matcher(word);
        Matcher lettered = SHORT.matcher(word);
        boolean control = CONTROL.matcher(word).find();
        if (named.matches() && !control) {
            return new Option(
                    named.group(1),
                    named.group(2) == null ? null : named.group(2).substring(1));
        }
        String name = lettered.matches() && !control ? LETTERS.get(lettered.group(1)) : null;
        // several letters in one word, as in -Os, are not taken apart
        boolean joined = name != null && !lettered.group(2).isEmpty();
        if (name == null || joined && ALONE.contains(name)) {
            throw new IllegalArgumentException("'" + word + "' is no option of sbatch: write --name or --name=value");
        }
        return new Option(name, joined ? lettered.group(2) : null);
    }

    private static void refuse(String name) {
        if (REFUSED.containsKey(name)) {
            throw new IllegalArgumentException("--" + name + " is set by the plugin: " + REFUSED.get(name));
        }
        if (WITH_VALUE.contains(name) || ALONE.contains(name)) {
            return;
        }
        // sbatch takes any unique beginning
        REFUSED.keySet().stream()
                .filter(refused -> refused.startsWith(name))
                .sorted()
                .findFirst()
                .ifPresent(refused -> {
                    throw new IllegalArgumentException("--" + name + " may be short for --" + refused
                            + ", which is set by the plugin: write the option in full");
                });
    }
}
