package io.jenkins.plugins.hummingbird.submit.inputs;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.submit.headnode.AnswerLines;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;

/** What {@code inputs.sh} answered: a line about the software, then one for each path of the list, in its order. */
public final class InputStates implements Closeable {
    private static final String WHAT = "the look at the input files";

    private final AnswerLines lines;

    public InputStates(Path answers) throws IOException {
        lines = AnswerLines.ofGzip(answers, WHAT);
    }

    /**
     * @return the next line
     * @throws EOFException when there is none: the look broke off
     */
    public String next() throws IOException, OperationException {
        String line = lines.next();
        if (line == null || line.isEmpty()) {
            throw new EOFException(WHAT + " broke off");
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
