package io.jenkins.plugins.hummingbird.jenkins.run;

import io.jenkins.plugins.hummingbird.operation.files.ReplacedFile;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The operations that have not ended: a file for each, by the operation's id, in {@code JENKINS_HOME/hummingbird/unfinished}.
 * The files are read once; from then on this process knows what they say, and asking for what a build has costs the same
 * however many there are.
 */
final class PendingOperationStore {
    private static final Logger LOGGER = Logger.getLogger(PendingOperationStore.class.getName());

    private final Path home;
    private final Map<String, PendingOperationEntry> byId = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> idsByBuild = new HashMap<>();

    /** @param home a folder for all that Hummingbird keeps */
    PendingOperationStore(Path home) {
        this.home = home;
        String[] ids = new File(home.toString(), "unfinished").list();
        for (String id : ids == null ? new String[0] : ids) {
            try {
                know(id, PendingOperationEntry.parse(Files.readString(file(id))));
            } catch (NoSuchFileException e) {
                continue; // it has just ended
            } catch (IOException | RuntimeException e) {
                // no reason for Jenkins not to start
                LOGGER.log(Level.WARNING, "could not read the entry of operation " + id, e);
            }
        }
    }

    private Path file(String id) {
        return home.resolve("unfinished").resolve(id);
    }

    private void know(String id, PendingOperationEntry entry) {
        forget(id);
        byId.put(id, entry);
        idsByBuild.computeIfAbsent(entry.build(), build -> new HashSet<>()).add(id);
    }

    private void forget(String id) {
        PendingOperationEntry known = byId.remove(id);
        if (known != null) {
            idsByBuild.computeIfPresent(known.build(), (build, ids) -> {
                ids.remove(id);
                return ids.isEmpty() ? null : ids;
            });
        }
    }

    /** @throws IOException when it is not on the disk; the one before then still is */
    synchronized void put(String id, PendingOperationEntry entry) throws IOException {
        if (entry.equals(byId.get(id))) {
            return;
        }
        Files.createDirectories(home.resolve("unfinished"));
        // not beside it: each file there is an operation
        ReplacedFile.writeDurably(home.resolve(id + ".new"), file(id), StandardCharsets.UTF_8.encode(entry.text()));
        know(id, entry);
    }

    /**
     * Replaces what is known of an operation, unless it has ended.
     *
     * @throws IOException as for {@link #put}
     */
    synchronized void update(String id, PendingOperationEntry entry) throws IOException {
        if (byId.containsKey(id)) {
            put(id, entry);
        }
    }

    /** Forgets an operation that has ended. */
    synchronized void remove(String id) {
        forget(id);
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "could not delete " + file(id), e);
        }
    }

    /** @return null when there is no such operation, or it has ended; read from memory, without waiting for the disk */
    PendingOperationEntry get(String id) {
        return byId.get(id);
    }

    /** @return the ids of all */
    List<String> ids() {
        return List.copyOf(byId.keySet());
    }

    /** @return the ids of those of a build, by its externalizable id */
    synchronized Set<String> ofBuild(String build) {
        return Set.copyOf(idsByBuild.getOrDefault(build, Set.of()));
    }
}
