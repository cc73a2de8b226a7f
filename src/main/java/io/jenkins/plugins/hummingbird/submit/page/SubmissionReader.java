package io.jenkins.plugins.hummingbird.submit.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

/**
 * Reads how a submission stands, for any number of people who look at it at one time: its files are looked at once a
 * second at most, and read only when they changed.
 */
public final class SubmissionReader {
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Path folder;
    private SubmissionView view;
    private FileTime written;
    private Instant looked = Instant.MIN;

    /** @param folder the operation's, with its state file */
    public SubmissionReader(Path folder) {
        this.folder = folder;
    }

    /**
     * @param now by which what was read is a second old
     * @return how it stands
     * @throws IOException when there is no state of a submission, or it cannot be read; the message names the file
     */
    public synchronized SubmissionView view(Instant now) throws IOException {
        if (view != null && Duration.between(looked, now).compareTo(FRESH) < 0) {
            return view;
        }
        // taken before the file is read: a newer one may replace it in between, and is then read the next time
        FileTime time = Files.getLastModifiedTime(folder.resolve("operation.xml"));
        if (view == null || !time.equals(written)) {
            view = SubmissionView.read(folder, view);
            written = time;
        }
        looked = now;
        return view;
    }
}
