package io.jenkins.plugins.hummingbird.ssh.hostkey;

import io.jenkins.plugins.hummingbird.operation.files.ReplacedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.sshd.common.config.keys.PublicKeyEntry;

/** The file of host keys remembered from first connections: one line each, with name, type and key. */
final class RememberedKeys {
    /** One lock for all files: they are small, and several instances may use the same file. */
    private static final Object LOCK = new Object();

    private final Path file;

    RememberedKeys(Path file) {
        this.file = file;
    }

    record Entry(String name, PublicKey key) {}

    Path file() {
        return file;
    }

    List<Entry> all() throws IOException {
        synchronized (LOCK) {
            List<Entry> entries = new ArrayList<>();
            for (String line : lines()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    entries.add(parse(line));
                }
            }
            return entries;
        }
    }

    /** @return the key remembered under a name; null for none */
    PublicKey find(String name) throws IOException {
        for (Entry entry : all()) {
            if (entry.name().equals(name)) {
                return entry.key();
            }
        }
        return null;
    }

    /**
     * Remembers a key unless there is one under that name.
     *
     * @return the key that was already remembered; null if this one was added
     */
    PublicKey rememberIfNew(String name, PublicKey key) throws IOException {
        synchronized (LOCK) {
            PublicKey before = find(name);
            if (before == null) {
                List<String> lines = lines();
                lines.add(name + " " + PublicKeyEntry.toString(key));
                replace(lines);
            }
            return before;
        }
    }

    boolean forget(String name) throws IOException {
        synchronized (LOCK) {
            List<String> lines = lines();
            boolean found = lines.removeIf(line -> line.startsWith(name + " "));
            if (found) {
                replace(lines);
            }
            return found;
        }
    }

    private List<String> lines() throws IOException {
        return Files.exists(file) ? new ArrayList<>(Files.readAllLines(file)) : new ArrayList<>();
    }

    private Entry parse(String line) throws IOException {
        int space = line.indexOf(' ');
        try {
            PublicKey key = PublicKeyEntry.parsePublicKeyEntry(line.substring(space + 1))
                    .resolvePublicKey(null, Collections.emptyMap(), null);
            return new Entry(line.substring(0, space), key);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new IOException(
                    "The file of remembered host keys, " + file + ", contains an invalid line; correct or remove it: "
                            + line,
                    e);
        }
    }

    private void replace(List<String> lines) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "the file is in a folder");
        Files.createDirectories(folder);
        ByteBuffer text = StandardCharsets.UTF_8.encode(
                lines.stream().map(line -> line + "\n").collect(Collectors.joining()));
        // such a file is for its user alone
        Path temporary = Files.createTempFile(folder, "known_hosts", ".tmp");
        try {
            ReplacedFile.writeDurably(temporary, file, text);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
