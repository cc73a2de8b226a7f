package io.jenkins.plugins.hummingbird.submit.objects;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes which objects each group reads, for {@code stage.py}: {@code objects} has a line for each, URL, size in bytes and ETag
 * separated by tabs, group after group in the order of the plan; {@code objects.index} has a line for each group: where its
 * lines begin and how long they are, in bytes, how many objects it has, and how many bytes these have together.
 */
public final class ObjectFiles implements Closeable {
    static final String OBJECTS = "objects";
    static final String INDEX = "objects.index";

    private final BufferedWriter objects;
    private final BufferedWriter index;
    private final Set<String> buckets = new TreeSet<>();
    private long offset;
    private long length;
    private int count;
    private long bytes;

    /** @param folder the operation's */
    public ObjectFiles(Path folder) throws IOException {
        objects = Files.newBufferedWriter(folder.resolve(OBJECTS));
        index = Files.newBufferedWriter(folder.resolve(INDEX));
    }

    /**
     * Adds an object of the group.
     *
     * @param state see {@link ObjectStates#of}
     */
    public void add(String url, String state) throws IOException {
        // one that is missing now may be there when the task asks for it, and is another then
        String[] known = ObjectStates.isThere(state) ? state.split(" ", 2) : new String[] {"0", "-"};
        String line = url + "\t" + known[0] + "\t" + known[1] + "\n";
        objects.write(line);
        length += line.getBytes(StandardCharsets.UTF_8).length;
        count++;
        bytes += Long.parseLong(known[0]);
        buckets.add(url.substring("s3://".length(), url.indexOf('/', "s3://".length())));
    }

    /** Ends the group. */
    public void endGroup() throws IOException {
        index.write(offset + " " + length + " " + count + " " + bytes + "\n");
        offset += length;
        length = 0;
        count = 0;
        bytes = 0;
    }

    /** @return the names of the buckets */
    public Set<String> buckets() {
        return buckets;
    }

    @Override
    public void close() throws IOException {
        objects.close();
        index.close();
    }
}
