package io.jenkins.plugins.hummingbird.submit;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** What {@code inputs.sh} answered: a line about the software, then one for each path of the list, in its order. */
final class InputStates implements Closeable {
    private final BufferedReader lines;

    InputStates(Path answers) throws IOException {
        lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(answers), 1 << 16), StandardCharsets.UTF_8));
    }

    /**
     * @return the next line
     * @throws EOFException when there is none: the look broke off
     */
    String next() throws IOException {
        String line = lines.readLine();
        if (line == null || line.isEmpty()) {
            throw new EOFException("the look at the input files broke off");
        }
        return line;
    }

    /** @return whether a line speaks of a file that is there: it begins with the size then */
    static boolean isThere(String state) {
        return Character.isDigit(state.charAt(0));
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
