package io.jenkins.plugins.hummingbird.operation;

import com.thoughtworks.xstream.XStream;
import com.thoughtworks.xstream.XStreamException;
import io.jenkins.plugins.hummingbird.operation.files.ReplacedFile;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The file that holds the state of an operation between two moves. It is replaced atomically (temporary file, fsync,
 * rename, fsync of the folder), so that a crash leaves the old state or the new one. Only classes of the plugin and basic
 * classes of the JDK are read.
 */
public final class StateFile {
    static final String NAME = "operation.xml";
    private static final XStream XSTREAM = xstream();

    /** Java's regular expressions treat a complete pair as one code point. */
    private static final Pattern LONE_SURROGATE = Pattern.compile("[\\x{D800}-\\x{DFFF}]");

    private final Path folder;

    /** The digest of the state that this object wrote and that is on the disk; null if unknown. */
    private String written;

    /** @param folder the operation's folder; never created here, because it may be being moved at that moment */
    public StateFile(Path folder) {
        this.folder = folder;
    }

    /** @return the operation's folder */
    public Path folder() {
        return folder;
    }

    private static XStream xstream() {
        XStream xstream = new XStream(new InitialValues());
        xstream.setClassLoader(StateFile.class.getClassLoader());
        xstream.allowTypesByWildcard(new String[] {"io.jenkins.plugins.hummingbird.**"});
        // a state written by another version of the plugin may contain a field that this version does not know
        xstream.ignoreUnknownElements();
        return xstream;
    }

    /** @return whether a state has been written */
    public boolean exists() {
        return Files.exists(folder.resolve(NAME));
    }

    /**
     * @return the operation as last written
     * @throws UnreadableStateException if the file does not contain the state of an operation; the message names the
     *     file
     * @throws IOException if there is no file, or it cannot be read at the moment
     */
    public Operation<?> read() throws IOException {
        Path file = folder.resolve(NAME);
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return (Operation<?>) XSTREAM.fromXML(in);
        } catch (XStreamException | ClassCastException e) {
            throw new UnreadableStateException(file + " does not hold the state of an operation: " + e.getMessage(), e);
        }
    }

    /**
     * Writes the operation's state and returns when it is on the disk. A state that equals the one last written by this
     * object is not written again.
     *
     * @throws IOException if it could not be written, or there is no such folder; the previous state then still exists
     */
    public void write(Operation<?> operation) throws IOException {
        StringWriter text = new StringWriter();
        XSTREAM.toXML(operation, text);
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(withReferences(text.getBuffer()));
        String digest = new Sha256().add(bytes.array(), bytes.limit()).hex();
        Path file = folder.resolve(NAME);
        if (digest.equals(written) && Files.exists(file)) {
            return;
        }
        written = null;
        ReplacedFile.writeDurably(file, bytes);
        written = digest;
    }

    /**
     * UTF-8 cannot encode half of a surrogate pair, which file names of Windows may contain: uses character references
     * of XML.
     */
    private static String withReferences(CharSequence xml) {
        return LONE_SURROGATE
                .matcher(xml)
                .replaceAll(half -> "&#" + (int) half.group().charAt(0) + ";");
    }
}
