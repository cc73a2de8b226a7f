package io.jenkins.plugins.hummingbird.submit.results;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.submit.headnode.NulSplitter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether the results of each published attempt still are what they were when they were published: as many files and bytes
 * as their proof says. Read from a listing of {@code list-outputs.sh}.
 */
final class ListedAttempts implements NulSplitter.Taker {
    private static final String DONE = "done";
    private static final String GONE = "gone";

    private static final String URL = "url";

    /** The URL of a folder in S3, and the group's folder with the attempt. */
    private static final Pattern COPY = Pattern.compile(URL + "\t(s3://[^\t\\p{Cntrl}]{3,2000})\t([^\t/]+/[^\t/]+)");

    private static final Pattern PROOF =
            Pattern.compile("(" + DONE + "|" + GONE + ")\t([0-9]{1,18})\t([0-9]{1,18})\t(.+)", Pattern.DOTALL);

    private final Set<String> asked;
    private final Map<String, Size> attempts = new HashMap<>();
    private final Map<String, String> urls = new HashMap<>();

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

    private ListedAttempts(Collection<String> asked) {
        this.asked = new HashSet<>(asked);
    }

    /** @param asked the attempts that are known: each is its group's folder, a slash and its name */
    static ListedAttempts read(Path listing, Collection<String> asked) throws IOException, OperationException {
        ListedAttempts attempts = new ListedAttempts(asked);
        NulSplitter.split(listing, attempts);
        return attempts;
    }

    /** @return whether an entry of the listing is about an attempt as a whole, and not about one of its files */
    static boolean isOfAttempt(String entry) {
        return isProof(entry) || isCopy(entry);
    }

    private static boolean isProof(String entry) {
        return entry.startsWith(DONE + "\t") || entry.startsWith(GONE + "\t");
    }

    private static boolean isCopy(String entry) {
        return entry.startsWith(URL + "\t");
    }

    /** @throws OperationException when the entry is none of that listing */
    @Override
    public void take(String entry) throws OperationException {
        if (isProof(entry)) {
            takeProof(entry);
            return;
        }
        if (isCopy(entry)) {
            takeCopy(entry);
            return;
        }
        ListedFile file = ListedFile.parse(entry);
        Size size = attempts.get(file.attempt());
        if (size != null) {
            size.foundFiles++;
            size.foundBytes += file.size();
        }
    }

    private void takeCopy(String entry) throws OperationException {
        Matcher copy = COPY.matcher(entry);
        if (!copy.matches()) {
            throw ListedFile.notOne(entry);
        }
        if (asked.contains(copy.group(2))) {
            urls.put(copy.group(2), copy.group(1));
        }
    }

    private void takeProof(String entry) throws OperationException {
        Matcher proof = PROOF.matcher(entry);
        if (!proof.matches()) {
            throw ListedFile.notOne(entry);
        }
        if (asked.contains(proof.group(4))) {
            attempts.put(
                    proof.group(4),
                    new Size(
                            proof.group(1).equals(GONE),
                            Long.parseLong(proof.group(2)),
                            Long.parseLong(proof.group(3))));
        }
    }

    /** @return where in S3 its files are, without a slash at the end; empty for nowhere */
    String url(String attempt) {
        return urls.getOrDefault(attempt, "");
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
