package io.jenkins.plugins.hummingbird.submit.headnode;

import io.jenkins.plugins.hummingbird.cellprofiler.CellProfilerCommand;
import io.jenkins.plugins.hummingbird.cellprofiler.Finding;
import io.jenkins.plugins.hummingbird.cellprofiler.pipeline.ModuleNames;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.scripts.RemoteScripts;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What one look at the head node found, see {@code prepare.sh}. */
public final class HeadNodeLook {
    /** Modules that only a list has that was read as a whole: of CellProfiler's core, and of CellProfiler. */
    private static final Set<String> SURELY_LISTED = Set.of("LoadData", "IdentifyPrimaryObjects");

    private static final String FILE = "head-node-look";

    /** Four Pythons, of which each may take 20 seconds to load DuckDB, and the rest. */
    private static final Duration LONGEST = Duration.ofSeconds(110);

    private final List<String> problems = new ArrayList<>();
    private final List<Finding> space = new ArrayList<>();
    private final Set<String> modules = new HashSet<>();
    private final Set<String> plugins = new HashSet<>();
    private String cellprofiler = "";
    private boolean knowsPython;
    private String tablesPython = "";
    private String triedForTables = "";

    private HeadNodeLook(String output, String answer) {
        answer.lines().forEach(line -> {
            String[] parts = line.split("\t", 2);
            String value = parts.length < 2 ? "" : parts[1];
            switch (parts[0]) {
                case "problem" -> problems.add(value);
                case "space" -> space.addAll(FreeSpace.findings(output, value));
                case "cellprofiler" -> cellprofiler = value;
                case "module" -> modules.add(value);
                case "plugin" -> plugins.add(value);
                case "python" -> knowsPython = true;
                case "tables-python" -> tablesPython = value;
                case "no-tables-python" -> triedForTables = value;
                default -> {
                    // a plugin's file may have a line end in its name
                }
            }
        });
    }

    /**
     * Looks, and makes the submission's folder.
     *
     * @param folder the operation's; takes what was found, for {@link #read}
     */
    static HeadNodeLook at(Shell headNode, SubmissionState submission, CellProfilerCommand command, Path folder)
            throws IOException, OperationException {
        SubmitRequest request = submission.request();
        String first = command.words().get(0);
        String answer = headNode.output(RemoteScripts.PREPARE
                .command(
                        submission.id(),
                        submission.outputFolder(),
                        request.localImages(),
                        request.pluginsDirectory,
                        request.cellprofiler,
                        first,
                        command.isDirect() ? first : "",
                        request.taskHome(),
                        TablesPython.formats(request),
                        request.merging.tablesPython)
                .named("the check of the head node")
                .timeout(LONGEST));
        Files.writeString(folder.resolve(FILE), answer);
        return new HeadNodeLook(submission.outputFolder(), answer);
    }

    /** @return what was found before */
    public static HeadNodeLook read(SubmissionState submission, Path folder) throws IOException {
        return new HeadNodeLook(submission.outputFolder(), Files.readString(folder.resolve(FILE)));
    }

    /** @return whether the Python is known there that the tasks' CellProfiler runs in */
    public boolean knowsPython() {
        return knowsPython;
    }

    /** @return sentences about what is in the way of the submission */
    List<String> problems() {
        return problems;
    }

    /** @return the Python that merges tables there; null when none is wanted */
    TablesPython tablesPython() {
        return tablesPython.isEmpty() && triedForTables.isEmpty()
                ? null
                : new TablesPython(tablesPython, triedForTables);
    }

    /** @return what is scarce under output */
    public List<Finding> space() {
        return space;
    }

    /** @return the modules that the tasks' CellProfiler has, as far as can be seen from the head node */
    public ModuleNames modules() {
        return modules.containsAll(SURELY_LISTED)
                ? ModuleNames.installed(cellprofiler, modules, plugins)
                : ModuleNames.assumed(plugins);
    }
}
