package io.jenkins.plugins.hummingbird.submit.board;

import java.io.IOException;
import java.nio.file.Path;

/** The marks of all groups, a letter each in their order. */
public final class GroupMarks {
    private GroupMarks() {}

    /**
     * @param states null while no group has begun
     * @param retries how often each group was tried again, by its place
     */
    public static String of(GroupStates states, int[] retries) {
        StringBuilder marks = new StringBuilder(retries.length);
        for (int group = 1; group <= retries.length; group++) {
            GroupState state = states == null ? GroupState.WAITING : states.get(group);
            marks.append(new GroupMark(state, retries[group - 1] > 0).letter());
        }
        return marks.toString();
    }

    /**
     * @param rounds how many rounds of retries were begun
     * @return how often each group was tried again, by its place
     */
    public static int[] retries(Path folder, int groups, int rounds) throws IOException {
        int[] retries = new int[groups];
        for (int number = 1; number <= rounds; number++) {
            Round round = Round.read(folder, number);
            for (int line = 1; line <= round.size(); line++) {
                retries[round.group(line) - 1]++;
            }
        }
        return retries;
    }

    /** @return which retry of a group a round was, from 1; 0 for the first one of all */
    public static int retry(Path folder, int group, int round) throws IOException {
        int retry = 0;
        for (int number = 1; number <= round; number++) {
            retry += Round.read(folder, number).holds(group) ? 1 : 0;
        }
        return retry;
    }
}
