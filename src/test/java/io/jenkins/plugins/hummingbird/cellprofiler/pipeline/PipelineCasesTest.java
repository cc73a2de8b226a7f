package io.jenkins.plugins.hummingbird.cellprofiler.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.cellprofiler.CellProfilerPython;
import io.jenkins.plugins.hummingbird.cellprofiler.files.ImageFiles;
import io.jenkins.plugins.hummingbird.cellprofiler.table.Group;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Small pipelines of users, each with a peculiarity of CellProfiler. */
public class PipelineCasesTest {
    /** Prints for each pipeline the number of modules that were read, and the message if reading stopped. */
    private static final String PROGRAM = String.join(
            "\n",
            "import os, sys",
            "import cellprofiler_core.preferences",
            "cellprofiler_core.preferences.set_headless()",
            "from cellprofiler_core.pipeline import LoadException, Pipeline",
            "sys.stderr = open(os.devnull, 'w')",
            "import logging",
            "logging.disable()",
            "for file in sys.argv[1:]:",
            "    pipeline, words = Pipeline(), []",
            "    def listen(_, event):",
            "        if isinstance(event, LoadException):",
            "            words.append(repr(event.error))",
            "    pipeline.add_listener(listen)",
            "    try:",
            "        pipeline.load(file)",
            "    except Exception as error:",
            "        words.append(repr(error))",
            "    print(os.path.basename(file), len(pipeline.modules(False)), ' '.join(words), sep='\\t')",
            "");

    @Rule
    public final TemporaryFolder temp = new TemporaryFolder();

    private static List<Path> cases() throws IOException {
        try (Stream<Path> files =
                Files.list(Path.of("src/test/resources/io/jenkins/plugins/hummingbird/cellprofiler/cases"))) {
            return files.sorted().toList();
        }
    }

    private static Pipeline parse(Path file) throws IOException, OperationException {
        return Pipeline.parse("my.cppipe", new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    }

    /** @return the findings without CellProfiler: errors, or warnings if there is no error */
    private static List<String> said(Path file) throws IOException {
        try {
            return PipelineLint.of(parse(file), ModuleNames.assumed(List.of()), false, true).stream()
                    .map(finding -> finding.severity() + " " + finding.text())
                    .toList();
        } catch (OperationException e) {
            return List.of("ERROR " + e.getMessage());
        }
    }

    private static List<String> said(String name) throws IOException {
        return said(cases().stream()
                .filter(file -> file.endsWith(name + ".cppipe"))
                .findFirst()
                .orElseThrow());
    }

    private static String only(String name) throws IOException {
        List<String> said = said(name);
        assertThat(name + said, said.size(), is(1));
        return said.get(0);
    }

    @Test
    public void whatCellProfilerReadsIsAccepted() throws Exception {
        for (String name : List.of("ok", "crlf", "latin1_note", "oldregex", "no_set", "groups_unknown")) {
            assertThat(name, said(name), is(empty()));
        }
        assertThat(
                only("modulecount_high"),
                startsWith("WARNING its header declares 9 modules (ModuleCount), but it contains 6"));
    }

    @Test
    public void whatCellProfilerRejectsIsRefusedWithItsMessage() throws Exception {
        String stops = "It stops reading the pipeline there, and reports success.";
        assertThat(
                only("save_mat"),
                allOf(
                        startsWith("ERROR module 6, SaveImages, cannot be read by CellProfiler 4.2.8.1"),
                        containsString(": Unsupported file format: mat. " + stops)));
        assertThat(
                only("save_objects"),
                allOf(
                        startsWith("ERROR module 6, SaveImages, cannot be read by CellProfiler 4.2.8.1"),
                        containsString("Objects. Use ConvertObjectsToImage to create an image. " + stops)));
        assertThat(
                only("missing_setting"),
                startsWith("ERROR module 6, ExportToSpreadsheet, cannot be read by CellProfiler 4.2.8.1: Invalid #"));
        assertThat(
                only("message"),
                containsString(
                        "the line 'MessageForUser:Hello|see http://example.org' of its header: too many values"));
        assertThat(
                only("lower_cookie"),
                containsString("does not begin with 'CellProfiler Pipeline: http://www.cellprofiler.org'"));
        assertThat(
                only("version6"), containsString("Pipeline file version is 6. CellProfiler can only read version 5"));
    }

    @Test
    public void aRealCellProfilerRejectsTheSamePipelines() throws Exception {
        CellProfilerPython python = CellProfilerPython.ofCellProfiler();
        Map<String, String> theirs = new TreeMap<>();
        String[] files =
                cases().stream().map(file -> file.toAbsolutePath().toString()).toArray(String[]::new);
        for (String line : python.run(temp.getRoot().toPath(), PROGRAM, "", files)) {
            String[] words = line.split("\t", 3);
            theirs.put(words[0], words[2].isEmpty() ? "reads " + words[1] : "stops");
        }
        Map<String, String> ours = new TreeMap<>();
        for (Path file : cases()) {
            boolean refused = said(file).stream().anyMatch(text -> text.startsWith("ERROR"));
            ours.put(
                    file.getFileName().toString(),
                    refused ? "stops" : "reads " + parse(file).modules().size());
        }
        assertThat(ours, is(theirs));
    }

    private List<Group> groups(String name) throws IOException, OperationException {
        ImageFiles images = new ImageFiles(
                parse(cases().stream()
                        .filter(file -> file.endsWith(name + ".cppipe"))
                        .findFirst()
                        .orElseThrow()),
                List.of());
        images.add("/d/P1_A01_w1.tif");
        images.add("/d/P2_A01_w1.tif");
        return images.write(temp.getRoot().toPath().resolve("list"));
    }

    @Test
    public void settingsAreIdentifiedByTheirOrder() throws Exception {
        assertThat(groups("oldregex").stream().map(Group::values).toList(), contains(List.of("P1"), List.of("P2")));
    }

    @Test
    public void impossibleGroupsAreRefused() {
        assertThat(
                assertThrows(OperationException.class, () -> groups("no_set")).getMessage(),
                containsString("There is no image set at all"));
        assertThat(
                assertThrows(OperationException.class, () -> groups("groups_unknown"))
                        .getMessage(),
                containsString("The Groups module groups by Screen: no regular expression of the Metadata module gives"
                        + " that. Names give Plate, Well."));
    }
}
