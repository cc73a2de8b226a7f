package io.jenkins.plugins.hummingbird.submit.objects;

import io.jenkins.plugins.hummingbird.aws.s3.S3Location;
import io.jenkins.plugins.hummingbird.aws.s3.S3Object;
import io.jenkins.plugins.hummingbird.aws.s3.S3Objects;
import io.jenkins.plugins.hummingbird.aws.s3.S3Page;
import io.jenkins.plugins.hummingbird.operation.Limits;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.state.ObjectListingState;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * The objects below folders of S3, in a file of the operation's folder. A million of them take no memory: each move appends
 * some pages, and the state says which page is the next one and how long the file was before it. S3 lists the keys in the
 * order of their bytes.
 *
 * <p>The file has a line for each folder, {@code F<TAB>URL}, the URL with a slash at its end, and after it one for each
 * object: {@code O<TAB>NAME<TAB>BYTES<TAB>ETAG}, or {@code A<TAB>NAME} where it must be restored from an archive before it
 * can be read. The name is the key without that of the folder. A key that cannot be the path of a file has the line {@code
 * U<TAB>NAME}, its control characters as question marks; the marker of a folder has none.
 */
public final class ObjectListing {
    /** Takes an object. */
    public interface Taker {
        /** @param name the object's key without the folder's */
        void take(String name) throws IOException, OperationException;
    }

    static final String FILE = "objects.listing";
    static final char FOLDER = 'F';
    static final char OBJECT = 'O';
    static final char ARCHIVED = 'A';
    private static final char UNFIT = 'U';

    private static final Duration LONGEST_MOVE = Duration.ofSeconds(2);
    private static final long TOLD_EVERY = 100_000;

    private ObjectListing() {}

    /**
     * Makes one move of the listing.
     *
     * @param folders the same in each move; their keys are empty or end with a slash
     * @param deep whether what is in folders below is listed, too
     * @return whether all is listed
     */
    public static boolean move(
            List<S3Location> folders, boolean deep, SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        Path file = context.folder().resolve(FILE);
        if (submission.objects == null || !isWhole(file, submission.objects)) {
            submission.objects = new ObjectListingState();
        }
        ObjectListingState state = submission.objects;
        S3Objects s3 = context.s3(submission.request());
        long began = System.nanoTime();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.truncate(state.bytes).position(state.bytes);
            OutputStream out = Channels.newOutputStream(channel);
            while (state.folders < folders.size() && System.nanoTime() - began < LONGEST_MOVE.toNanos()) {
                submission.checkStop();
                S3Location folder = folders.get(state.folders);
                S3Page page = s3.page(folder, !deep, state.token);
                checkOrder(folder, page);
                byte[] lines = lines(folder, page, state.token == null).getBytes(StandardCharsets.UTF_8);
                out.write(lines);
                long before = state.objects;
                state.bytes += lines.length;
                state.objects += page.objects().size();
                state.token = page.nextToken();
                if (state.token == null) {
                    state.folders++;
                }
                tell(state, before, context);
            }
            channel.force(false);
        }
        if (state.bytes > Limits.LISTING) {
            throw new OperationException("S3: the listing of the objects has more than " + Limits.words(Limits.LISTING)
                    + ", which is the limit for it. Submit fewer plates at once.");
        }
        return state.folders == folders.size();
    }

    /** A machine that lost its power may have lost the end of the file. */
    private static boolean isWhole(Path file, ObjectListingState state) throws IOException {
        return Files.exists(file) ? Files.size(file) >= state.bytes : state.bytes == 0;
    }

    private static void tell(ObjectListingState state, long before, SubmitContext context) {
        if (state.objects / TOLD_EVERY > before / TOLD_EVERY) {
            context.log(state.objects + " objects in S3 are listed so far");
        }
    }

    /** Objects are looked up by a binary search. */
    private static void checkOrder(S3Location folder, S3Page page) throws OperationException {
        byte[] before = new byte[0];
        for (S3Object object : page.objects()) {
            byte[] key = object.key().getBytes(StandardCharsets.UTF_8);
            if (Arrays.compareUnsigned(before, key) >= 0) {
                throw new OperationException("S3 lists the objects below " + folder
                        + " in another order than that of their keys, as it does in a directory bucket (S3 Express One"
                        + " Zone). Use a general purpose bucket.");
            }
            before = key;
        }
    }

    private static String lines(S3Location folder, S3Page page, boolean first) {
        StringBuilder lines = new StringBuilder();
        if (first) {
            lines.append(FOLDER).append('\t').append(folder).append('\n');
        }
        for (S3Object object : page.objects()) {
            String name = object.key().substring(folder.key().length());
            if (!S3Location.isFileKey(object.key())) {
                if (!name.isEmpty() && !name.endsWith("/")) {
                    lines.append(UNFIT)
                            .append('\t')
                            .append(name.replaceAll("[\\p{Cntrl}\\x80-\\x9F]", "?"))
                            .append('\n');
                }
            } else if (object.archived()) {
                lines.append(ARCHIVED).append('\t').append(name).append('\n');
            } else {
                lines.append(OBJECT)
                        .append('\t')
                        .append(name)
                        .append('\t')
                        .append(object.bytes())
                        .append('\t')
                        .append(object.etag().isEmpty() ? "-" : object.etag())
                        .append('\n');
            }
        }
        return lines.toString();
    }

    /**
     * Reads a complete listing.
     *
     * @param files takes those that can be the path of a file, archived ones included
     * @param unfit takes the others
     */
    public static void read(Path folder, Taker files, Taker unfit) throws IOException, OperationException {
        try (BufferedReader lines = Files.newBufferedReader(folder.resolve(FILE))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split("\t", 3);
                switch (line.charAt(0)) {
                    case OBJECT, ARCHIVED -> files.take(fields[1]);
                    case UNFIT -> unfit.take(fields[1]);
                    default -> {
                        // a folder
                    }
                }
            }
        }
    }
}
