package io.jenkins.plugins.hummingbird.runner;

import hudson.model.BuildListener;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The build log, as Jenkins writes it: to the build's folder, and at once to whoever looks on. */
final class BuildLog implements BuildListener {
    private static final long serialVersionUID = 1L;

    private final transient PrintStream out;

    /** Something that may fail in any way; a step says how. */
    interface Body {
        void run() throws Exception;
    }

    /**
     * @param file is written
     * @param onlooker is written to as well, and stays open
     */
    BuildLog(Path file, OutputStream onlooker) throws IOException {
        out = new PrintStream(new Tee(Files.newOutputStream(file), onlooker), true, StandardCharsets.UTF_8);
    }

    @Override
    public PrintStream getLogger() {
        return out;
    }

    void println(String line) {
        out.println(line);
    }

    /** Says which step of the Pipeline begins, or another turn of it. */
    void pipeline(String what) {
        out.println("[Pipeline] " + what);
    }

    /**
     * Runs the block of a step.
     *
     * @param label what stands behind the brace; empty for nothing
     */
    void block(String step, String label, Body body) throws Exception {
        pipeline(step);
        inBraces(step, label, body);
    }

    /** The same for a step that has said more than its name. */
    void inBraces(String step, String label, Body body) throws Exception {
        pipeline(label.isEmpty() ? "{" : "{ (" + label + ")");
        try {
            body.run();
        } finally {
            pipeline("}");
            pipeline("// " + step);
        }
    }

    private static final class Tee extends OutputStream {
        private final OutputStream file;
        private final OutputStream onlooker;

        Tee(OutputStream file, OutputStream onlooker) {
            this.file = file;
            this.onlooker = onlooker;
        }

        @Override
        public void write(int b) throws IOException {
            file.write(b);
            onlooker.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            file.write(bytes, offset, length);
            onlooker.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            onlooker.flush();
        }
    }
}
