package io.jenkins.plugins.hummingbird.submit.inputs;

import io.jenkins.plugins.hummingbird.cellprofiler.table.Group;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashSet;
import java.util.Set;

/** The files of a sorted list, where a pipeline reads no table. */
final class ListInputs implements GroupInputs {
    private final BufferedReader lines;

    /** @param task where the sorted list is */
    ListInputs(TaskFiles task) throws IOException {
        lines = Files.newBufferedReader(task.table());
    }

    @Override
    public Set<String> next(Group group) throws IOException {
        Set<String> paths = new LinkedHashSet<>();
        long left = group.length();
        while (left > 0) {
            String path = lines.readLine();
            if (path == null) {
                throw new EOFException("the list of files is shorter than the plan says");
            }
            paths.add(path);
            left -= path.getBytes(StandardCharsets.UTF_8).length + 1;
        }
        return paths;
    }

    @Override
    public Set<String> others() {
        return Set.of();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
