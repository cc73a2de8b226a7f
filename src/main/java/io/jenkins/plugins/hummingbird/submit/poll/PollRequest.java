package io.jenkins.plugins.hummingbird.submit.poll;

import io.jenkins.plugins.hummingbird.submit.board.TaskBoard;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a submission wants to know of its tasks.
 *
 * @param plan its folder on the head node
 * @param round the number of its round: records of another one do not count unless they say completed
 * @param arrays the arrays of that round, {@code JOB:NAME} parted by commas
 * @param groups those whose end is not known yet, as in {@code 1,4-9}
 */
public record PollRequest(String plan, int round, String arrays, String groups) {
    /**
     * @param folder that of the tasks on the head node
     * @param groups those of the round that Slurm was given and that have no verdict; not empty
     */
    public static PollRequest of(TaskBoard board, String folder, List<Integer> groups) {
        String arrays = board.roundArrays().stream()
                .map(array -> array.id() + ":" + array.name())
                .collect(Collectors.joining(","));
        return new PollRequest(folder, board.roundNumber(), arrays, ranges(groups));
    }

    static String ranges(List<Integer> groups) {
        List<Integer> sorted = groups.stream().sorted().toList();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < sorted.size(); i++) {
            int first = sorted.get(i);
            int last = first;
            while (i + 1 < sorted.size() && sorted.get(i + 1) == last + 1) {
                last++;
                i++;
            }
            text.append(text.isEmpty() ? "" : ",").append(first).append(last == first ? "" : "-" + last);
        }
        return text.toString();
    }

    /** Whether an answer to another request, made later or at the same time, tells of all arrays of this one. */
    boolean isAnsweredBy(PollRequest other) {
        return plan.equals(other.plan) && round == other.round && arrays.equals(other.arrays);
    }

    /** @param known what the answer before named as known; may be empty */
    String line(String known) {
        return String.join("\t", groups, Integer.toString(round), arrays, known, plan) + "\n";
    }
}
