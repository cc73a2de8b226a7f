package io.jenkins.plugins.hummingbird.jenkins.run;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What is saved of an operation that has not ended, outside the folder of its build.
 *
 * @param build its externalizable id: the full name of the job, # and the number
 * @param folder the operation's, as of now
 * @param host that its next move talks to; empty for none
 */
record PendingOperationEntry(String build, Path folder, String host) {
    /** @throws IOException when the text is none */
    static PendingOperationEntry parse(String text) throws IOException {
        String[] lines = text.split("\n");
        if (lines.length < 2 || lines[0].lastIndexOf('#') < 1) {
            throw new IOException("it names no build and no folder");
        }
        return new PendingOperationEntry(lines[0], Path.of(lines[1]), lines.length < 3 ? "" : lines[2]);
    }

    /** @return what {@link #parse} reads */
    String text() {
        return build + "\n" + folder + "\n" + host + "\n";
    }

    /** @return the full name of the job */
    String job() {
        return build.substring(0, build.lastIndexOf('#'));
    }

    /** @return the number of the build */
    String number() {
        return build.substring(build.lastIndexOf('#') + 1);
    }
}
