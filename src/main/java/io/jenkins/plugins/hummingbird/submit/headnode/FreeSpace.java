package io.jenkins.plugins.hummingbird.submit.headnode;

import io.jenkins.plugins.hummingbird.cellprofiler.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether a file system has room for results. */
final class FreeSpace {
    private static final long LEAST_BYTES = 1L << 30;
    private static final long LEAST_PERCENT = 5;
    private static final long LEAST_FILES = 10_000;

    private FreeSpace() {}

    /**
     * @param folder a folder on it, for messages
     * @param figures what df says of it: its bytes, the free ones, its inodes and the free ones, parted by blanks; a
     *     file system that does not count its inodes has {@code -} or 0
     * @return what is scarce; nothing when the figures cannot be read
     */
    static List<Finding> findings(String folder, String figures) {
        String[] numbers = figures.strip().split("\\s+");
        List<Finding> findings = new ArrayList<>();
        if (numbers.length < 4) {
            return findings;
        }
        long bytes = number(numbers[0]);
        long freeBytes = number(numbers[1]);
        String remedy = " under output (" + folder + "): make room there, or choose another output";
        if (bytes > 0 && freeBytes == 0) {
            findings.add(Finding.error("no space is left" + remedy));
        } else if (bytes > 0
                && freeBytes > 0
                && (freeBytes < LEAST_BYTES || percent(freeBytes, bytes) < LEAST_PERCENT)) {
            findings.add(Finding.warning(String.format(
                    Locale.ROOT,
                    "only %.2f GiB (%d %%) are free%s. Groups that find the disk full will fail",
                    freeBytes / (double) LEAST_BYTES,
                    percent(freeBytes, bytes),
                    remedy)));
        }
        long files = number(numbers[2]);
        long freeFiles = number(numbers[3]);
        if (files > 0 && freeFiles == 0) {
            findings.add(Finding.error("no inode is left, so that no file can be made" + remedy));
        } else if (files > 0 && freeFiles > 0 && freeFiles < LEAST_FILES) {
            findings.add(Finding.warning("only " + freeFiles + " more files can be made (free inodes)" + remedy
                    + ". Groups that find none left will fail"));
        }
        return findings;
    }

    private static long percent(long part, long whole) {
        return (long) (100.0 * part / whole);
    }

    /** @return -1 for what is no number */
    private static long number(String text) {
        return text.matches("[0-9]{1,18}") || text.matches("[1-8][0-9]{18}") ? Long.parseLong(text) : -1;
    }
}
