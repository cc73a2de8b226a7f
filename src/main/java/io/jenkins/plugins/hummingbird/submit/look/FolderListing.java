package io.jenkins.plugins.hummingbird.submit.look;

import io.jenkins.plugins.hummingbird.operation.Limits;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.Result;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.submit.headnode.NulSplitter;
import io.jenkins.plugins.hummingbird.submit.scripts.RemoteScripts;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The first names of files below a folder of the head node.
 *
 * @param names relative to the folder, sorted; those that are not in UTF-8 are left out
 * @param garbled how many are
 * @param complete whether these are all names
 * @param complaints what could not be read there: one line; empty for nothing
 */
record FolderListing(List<String> names, int garbled, boolean complete, String complaints) {
    /** As many as people see on the pictures of a dozen plates. */
    static final int MOST = 10_000;

    /** The script gives itself 20 seconds. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final int NO_FOLDER = 66;
    private static final char NOT_UTF_8 = '\uFFFD';

    /**
     * @param output a folder whose names do not count; may be empty
     * @throws OperationException when there is no such folder, or its names are too long
     */
    static FolderListing of(Shell headNode, String images, String output) throws IOException, OperationException {
        return of(headNode, images, output, MOST);
    }

    static FolderListing of(Shell headNode, String images, String output, int most)
            throws IOException, OperationException {
        List<String> entries = new ArrayList<>();
        NulSplitter splitter = new NulSplitter(entries::add);
        Command command = RemoteScripts.LOOK_AT_FOLDER
                .command(images, output, Integer.toString(most))
                .named("the listing of " + images)
                .timeout(LONGEST)
                .output(splitter, Limits.FOLDER_LOOK);
        Result result = headNode.run(command);
        splitter.rethrow();
        if (result.exit() == NO_FOLDER) {
            throw new OperationException(
                    "There is no folder " + images + " on the head node that this account can enter"
                            + (result.said().isEmpty() ? "." : ": " + result.said() + "."));
        }
        if (!result.succeeded()) {
            throw new IOException(result.failure(command));
        }
        boolean complete = !entries.removeIf(entry -> entry.startsWith("/")) && entries.size() <= most;
        List<String> names = new ArrayList<>(entries.subList(0, Math.min(most, entries.size())));
        int all = names.size();
        names.removeIf(name -> name.indexOf(NOT_UTF_8) >= 0);
        int garbled = all - names.size();
        names.sort(null);
        return new FolderListing(names, garbled, complete, Result.firstLines(result.err()));
    }
}
