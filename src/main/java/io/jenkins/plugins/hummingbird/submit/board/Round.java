package io.jenkins.plugins.hummingbird.submit.board;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The tasks of one round of a submission, in their order: all groups in round 0 but for those that are skipped, those that are tried again in the next
 * ones. A file of a line per task, {@code GROUP FACTOR}, written once into the operation's folder and uploaded: array
 * task {@code i} of an array that begins after {@code n} lines works on what line {@code n + i} names.
 */
public final class Round {
    private final int number;
    private final int[] groups;
    private final int[] factors;

    private Round(int number, int[] groups, int[] factors) {
        this.number = number;
        this.groups = groups;
        this.factors = factors;
    }

    /** The first round: every group that is not left out, with the memory that was asked for. */
    public static Round first(int groupCount, Set<Integer> leftOut) {
        int[] groups = IntStream.rangeClosed(1, groupCount)
                .filter(group -> !leftOut.contains(group))
                .toArray();
        int[] factors = new int[groups.length];
        Arrays.fill(factors, 1);
        return new Round(0, groups, factors);
    }

    /** Takes the tasks in the order of their factors, so that as few arrays as possible hold them. */
    public static Round of(int number, List<Task> tasks) {
        List<Task> sorted = new ArrayList<>(tasks);
        sorted.sort((a, b) -> Integer.compare(a.factor, b.factor));
        return new Round(
                number,
                sorted.stream().mapToInt(Task::group).toArray(),
                sorted.stream().mapToInt(Task::factor).toArray());
    }

    /**
     * @param group from 1
     * @param factor how many times the memory that was asked for it gets
     */
    public record Task(int group, int factor) {}

    /** @param folder that of the rounds */
    public static Round read(Path folder, int number) throws IOException {
        List<Task> tasks = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(file(number)))) {
            int blank = line.indexOf(' ');
            tasks.add(
                    new Task(Integer.parseInt(line.substring(0, blank)), Integer.parseInt(line.substring(blank + 1))));
        }
        return of(number, tasks);
    }

    public void write(Path folder) throws IOException {
        try (BufferedWriter lines = Files.newBufferedWriter(folder.resolve(file(number)))) {
            for (int i = 0; i < groups.length; i++) {
                lines.write(groups[i] + " " + factors[i] + "\n");
            }
        }
    }

    /** The file's name, in the operation's folder and in the submission's on the head node. */
    public static String file(int number) {
        return "round-" + number;
    }

    public String file() {
        return file(number);
    }

    int number() {
        return number;
    }

    /** How many tasks it has. */
    public int size() {
        return groups.length;
    }

    /** @param group from 1 */
    boolean holds(int group) {
        return IntStream.of(groups).anyMatch(one -> one == group);
    }

    /** @param line from 1 */
    public int group(int line) {
        return groups[line - 1];
    }

    /** @param line from 1 */
    public int factor(int line) {
        return factors[line - 1];
    }

    /** @return how many tasks after {@code from} lines have one factor, and so fit into one array */
    public int alike(int from) {
        int end = from + 1;
        while (end < groups.length && factors[end] == factors[from]) {
            end++;
        }
        return end - from;
    }
}
