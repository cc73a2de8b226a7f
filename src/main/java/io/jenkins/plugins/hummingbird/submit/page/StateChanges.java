package io.jenkins.plugins.hummingbird.submit.page;

import java.util.Arrays;

/**
 * Numbers what happens to the groups while somebody looks, so that one who has seen a version is sent only what changed
 * since. The versions are those of one process: each begins with a word of its own, and one of another is answered with
 * all.
 */
public final class StateChanges {
    private final String word;
    private String marks = "";
    private int[] changedAt = new int[0];
    private int number;

    /** @param word what its versions begin with: letters and digits, other ones in each process */
    public StateChanges(String word) {
        this.word = word;
    }

    /**
     * What somebody is to be told.
     *
     * @param version by which they ask the next time
     * @param states all groups, equal neighbours together, such as {@code 12c1f83w}; null when only the changes are told
     * @param changes the groups that changed, such as {@code 3c 17F}; null when all are told
     */
    public record Answer(String version, String states, String changes) {}

    /**
     * @param newMarks what is seen now: a letter for each group
     * @param since the version that was told before; null or anything else for none
     * @return what changed since then
     */
    public synchronized Answer observe(String newMarks, String since) {
        notice(newMarks);
        String version = word + "-" + number;
        int from = number(since);
        return from < 0 ? new Answer(version, runs(marks), null) : new Answer(version, null, changes(from));
    }

    private void notice(String newMarks) {
        if (newMarks.length() != marks.length()) {
            number++;
            changedAt = new int[newMarks.length()];
            Arrays.fill(changedAt, number);
        } else if (!newMarks.equals(marks)) {
            number++;
            for (int i = 0; i < newMarks.length(); i++) {
                if (newMarks.charAt(i) != marks.charAt(i)) {
                    changedAt[i] = number;
                }
            }
        }
        marks = newMarks;
    }

    /** The number of a version that this process has given, or -1. */
    private int number(String version) {
        if (version == null || !version.startsWith(word + "-")) {
            return -1;
        }
        try {
            int told = Integer.parseInt(version.substring(word.length() + 1));
            return told >= 0 && told <= number ? told : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private String changes(int since) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < changedAt.length; i++) {
            if (changedAt[i] > since) {
                text.append(text.isEmpty() ? "" : " ").append(i + 1).append(marks.charAt(i));
            }
        }
        return text.toString();
    }

    /** Equal letters that follow each other as their number and the letter. */
    private static String runs(String letters) {
        StringBuilder text = new StringBuilder();
        int start = 0;
        for (int i = 1; i <= letters.length(); i++) {
            if (i == letters.length() || letters.charAt(i) != letters.charAt(start)) {
                text.append(i - start).append(letters.charAt(start));
                start = i;
            }
        }
        return text.toString();
    }
}
