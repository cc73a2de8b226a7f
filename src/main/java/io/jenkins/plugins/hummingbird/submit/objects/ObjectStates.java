package io.jenkins.plugins.hummingbird.submit.objects;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the {@link ObjectListing} says of an object, by its URL. Of each folder every 256th name is in memory; the lines
 * between two of them are read when one of them is asked for, and the last blocks are kept, since a table is sorted much as
 * the keys are.
 */
public final class ObjectStates implements Closeable {
    /** What is said of an object that is not listed. */
    public static final String MISSING = "missing";

    /** What is said of an object that must be restored from an archive before it can be read. */
    public static final String ARCHIVED = "archived";

    private static final int LINES = 256;
    private static final int MOST_BLOCKS = 64;

    /** The blocks of a folder: the first name of each, and where it begins in the file. */
    private static final class Blocks {
        private final List<byte[]> names = new ArrayList<>();
        private final List<Long> offsets = new ArrayList<>();
        private long end;

        /** @return the number of the block that has the name, if one has; -1 where it would come before the first */
        int find(byte[] name) {
            int low = 0;
            int high = names.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (Arrays.compareUnsigned(names.get(middle), name) <= 0) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low - 1;
        }
    }

    private final RandomAccessFile file;
    private final Map<String, Blocks> folders = new HashMap<>();
    private final Map<Long, Map<String, String>> read = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Map<String, String>> eldest) {
            return size() > MOST_BLOCKS;
        }
    };

    /** @param folder the operation's, with a complete listing */
    public ObjectStates(Path folder) throws IOException {
        Path listing = folder.resolve(ObjectListing.FILE);
        index(listing);
        file = new RandomAccessFile(listing.toFile(), "r");
    }

    private void index(Path listing) throws IOException {
        try (LineOffsets lines = new LineOffsets(Files.newInputStream(listing))) {
            Blocks blocks = null;
            int inBlock = 0;
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (line.charAt(0) == ObjectListing.FOLDER) {
                    blocks = new Blocks();
                    inBlock = 0;
                    folders.put(line.substring(2), blocks);
                } else if (blocks != null) {
                    // the name of another one is not as it is in S3
                    boolean named = line.charAt(0) == ObjectListing.OBJECT || line.charAt(0) == ObjectListing.ARCHIVED;
                    if (named && inBlock++ % LINES == 0) {
                        blocks.names.add(line.split("\t", 3)[1].getBytes(StandardCharsets.UTF_8));
                        blocks.offsets.add(lines.offset());
                    }
                    blocks.end = lines.end();
                }
            }
        }
    }

    /**
     * @param url of an object
     * @return its size in bytes, a blank and its ETag, {@code -} for an unknown one; {@link #MISSING} or {@link #ARCHIVED}
     */
    public String of(String url) throws IOException {
        String folder = url.substring(0, url.lastIndexOf('/') + 1);
        Blocks blocks = folders.get(folder);
        for (int slash = folder.length() - 1; blocks == null && slash > 0; ) {
            slash = folder.lastIndexOf('/', slash - 1);
            folder = folder.substring(0, slash + 1);
            blocks = folders.get(folder);
        }
        if (blocks == null) {
            return MISSING;
        }
        String name = url.substring(folder.length());
        int block = blocks.find(name.getBytes(StandardCharsets.UTF_8));
        return block < 0 ? MISSING : block(blocks, block).getOrDefault(name, MISSING);
    }

    private Map<String, String> block(Blocks blocks, int number) throws IOException {
        long offset = blocks.offsets.get(number);
        Map<String, String> known = read.get(offset);
        if (known != null) {
            return known;
        }
        long end = number + 1 < blocks.offsets.size() ? blocks.offsets.get(number + 1) : blocks.end;
        byte[] bytes = new byte[Math.toIntExact(end - offset)];
        file.seek(offset);
        file.readFully(bytes);
        Map<String, String> states = new HashMap<>();
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
            String[] fields = line.split("\t", 4);
            if (line.charAt(0) == ObjectListing.OBJECT) {
                states.put(fields[1], fields[2] + " " + fields[3]);
            } else if (line.charAt(0) == ObjectListing.ARCHIVED) {
                states.put(fields[1], ARCHIVED);
            }
        }
        read.put(offset, states);
        return states;
    }

    /**
     * @param state of an object, or of a file of the shared file system, which are written alike
     * @return whether it is that of something that can be read: it begins with the size then
     */
    public static boolean isThere(String state) {
        return Character.isDigit(state.charAt(0));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
