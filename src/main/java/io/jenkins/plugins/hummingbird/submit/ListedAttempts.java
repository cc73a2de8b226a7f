package io.jenkins.plugins.hummingbird.submit;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Whether the results of each published attempt still are what they were when they were published: as many files and bytes
 * as their proof says. Read from a listing of {@code list-outputs.sh}.
 */
final class ListedAttempts implements NulSplitter.Taker {
    private static final String DONE = "done";
    private static final String GONE = "gone";

    private final Map<String, Size> attempts = new HashMap<>();

    /** What an attempt's results were, less what has been found of them. */
    private static final class Size {
        private final boolean gone;
        private final long files;
        private final long bytes;
        private long foundFiles;
        private long foundBytes;

        Size(boolean gone, long files, long bytes) {
            this.gone = gone;
            this.files = files;
            this.bytes = bytes;
        }
    }

    private ListedAttempts() {}

    static ListedAttempts read(Path listing) throws IOException, OperationException {
        ListedAttempts attempts = new ListedAttempts();
        NulSplitter entries = new NulSplitter(attempts);
        Files.copy(listing, entries);
        entries.rethrow();
        return attempts;
    }

    /** @return whether an entry of the listing is about an attempt as a whole, and not about one of its files */
    static boolean isProof(String entry) {
        return entry.startsWith(DONE + "\t") || entry.startsWith(GONE + "\t");
    }

    @Override
    public void take(String entry) {
        String[] parts = entry.split("\t", 4);
        if (isProof(entry)) {
            attempts.put(parts[3], new Size(parts[0].equals(GONE), Long.parseLong(parts[1]), Long.parseLong(parts[2])));
            return;
        }
        Size size = attempts.get(parts[2]);
        if (size != null) {
            size.foundFiles++;
            size.foundBytes += Long.parseLong(parts[1]);
        }
    }

    /** @param attempt the group's folder, a slash and the name of the attempt */
    boolean isGone(String attempt) {
        Size size = attempts.get(attempt);
        return size == null || size.gone;
    }

    /** @return whether all of it is there, and as large as it was */
    boolean isWhole(String attempt) {
        Size size = attempts.get(attempt);
        return !isGone(attempt) && size.files == size.foundFiles && size.bytes == size.foundBytes;
    }

    /** @return how what is there differs from what was published, of an attempt that is neither gone nor whole */
    String difference(String attempt) {
        Size size = attempts.get(attempt);
        return size.files + " files of " + size.bytes + " bytes were published, and " + size.foundFiles + " of "
                + size.foundBytes + " bytes are there now";
    }
}
