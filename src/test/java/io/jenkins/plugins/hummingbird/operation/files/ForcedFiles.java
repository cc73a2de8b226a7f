package io.jenkins.plugins.hummingbird.operation.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;

/** What this process forces to the disk (fsync), as the JDK's Flight Recorder sees it. */
public final class ForcedFiles {
    private static final String FORCE = "jdk.FileForce";

    private ForcedFiles() {}

    /** What may force files. */
    public interface Action {
        void run() throws Exception;
    }

    /**
     * @param folder its files are told of, and the folders below it
     * @return the paths of what was forced meanwhile, the folder itself included
     */
    public static Set<Path> during(Path folder, Action action) throws Exception {
        Path file = Files.createTempFile("forced", ".jfr");
        try (Recording recording = new Recording()) {
            recording.enable(FORCE).withThreshold(Duration.ZERO);
            recording.start();
            action.run();
            recording.stop();
            recording.dump(file);
            return read(file).stream().filter(path -> path.startsWith(folder)).collect(Collectors.toSet());
        } finally {
            Files.delete(file);
        }
    }

    private static Set<Path> read(Path file) throws IOException {
        return RecordingFile.readAllEvents(file).stream()
                // those of other recordings of this JVM are there, too
                .filter(event -> event.getEventType().getName().equals(FORCE))
                .map(event -> event.getString("path"))
                .map(Path::of)
                .collect(Collectors.toSet());
    }
}
