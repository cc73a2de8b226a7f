package io.jenkins.plugins.hummingbird.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files by which a campaign and its {@link ControllerProcess} speak to each other, where no disk is ever full. */
final class Control {
    private Control() {}

    /** Written when a submission is over: a line of its kind, then its message. */
    static Path outcome(Path folder, String id) {
        return folder.resolve(id + ".outcome");
    }

    /** Made when a submission is to stop. */
    static Path stop(Path folder, String id) {
        return folder.resolve(id + ".stop");
    }

    /** The build log, each line after the time at which it appeared. */
    static Path log(Path folder, String id) {
        return folder.resolve(id + ".log");
    }

    /** Lets the controller's clock jump. */
    static void setSecondsAhead(Path folder, long seconds) throws IOException {
        Files.writeString(folder.resolve("clock"), Long.toString(seconds));
    }

    /** @return how far the controller's clock is ahead of that of the machine, in seconds */
    static long secondsAhead(Path folder) {
        try {
            String text = Files.readString(folder.resolve("clock"));
            return text.isEmpty() ? 0 : Long.parseLong(text);
        } catch (IOException e) {
            return 0;
        }
    }
}
