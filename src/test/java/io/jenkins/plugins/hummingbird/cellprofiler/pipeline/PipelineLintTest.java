package io.jenkins.plugins.hummingbird.cellprofiler.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.hummingbird.cellprofiler.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

/** Findings in pipelines before they run: a valid one with modifications, and small ones. */
public class PipelineLintTest {
    private static final ModuleNames BUNDLED = ModuleNames.assumed(List.of());
    private static final String LOAD_DATA = module("LoadData", "Process just a range of rows?:No");
    private static final String SPREADSHEET =
            module("ExportToSpreadsheet", "Output file location:Default Output Folder|");

    private static String module(String name, String... settings) {
        return name + ":[module_num:1|variable_revision_number:6|notes:[]|enabled:True]\n"
                + String.join(
                        "\n", List.of(settings).stream().map(s -> "    " + s).toList());
    }

    private static String disabled(String module) {
        return module.replace("enabled:True", "enabled:False");
    }

    private static List<Finding> lint(ModuleNames known, boolean expectsFiles, String... modules) throws Exception {
        String header = "CellProfiler Pipeline: http://www.cellprofiler.org\nVersion:5\n\n";
        List<String> blocks = new ArrayList<>();
        for (String module : modules) {
            blocks.add(module.strip());
        }
        return PipelineLint.of(
                Pipeline.parse("my.cppipe", header + String.join("\n\n", blocks) + "\n"), known, expectsFiles, false);
    }

    private static List<Finding> lint(String... modules) throws Exception {
        return lint(BUNDLED, false, modules);
    }

    private static String only(List<Finding> findings, Finding.Severity severity) {
        assertThat(findings.toString(), findings, hasSize(1));
        assertThat(findings.get(0).text(), findings.get(0).severity(), is(severity));
        assertThat("whoever prints it ends it", findings.get(0).text(), not(endsWith(".")));
        return findings.get(0).text();
    }

    private static String error(String... modules) throws Exception {
        return only(lint(modules), Finding.Severity.ERROR);
    }

    private static String warning(String... modules) throws Exception {
        return only(lint(modules), Finding.Severity.WARNING);
    }

    private static Pipeline example(String what, String with) throws Exception {
        String text = Files.readString(Path.of("docs/examples/nuclei.cppipe"));
        assertThat(text, containsString(what));
        return Pipeline.parse("nuclei.cppipe", text.replace(what, with));
    }

    @Test
    public void theExampleHasNoFindings() throws Exception {
        assertThat(PipelineLint.of(example("LoadData", "LoadData"), BUNDLED, true, false), is(empty()));
    }

    @Test
    public void aPipelineWithoutLoadDataIsAnError() throws Exception {
        String remedy = "give images alone, if the pipeline has the modules Images and NamesAndTypes; or put LoadData";
        assertThat(error(module("Images"), module("NamesAndTypes"), SPREADSHEET), containsString(remedy));
        assertThat(error(disabled(LOAD_DATA), SPREADSHEET), containsString("no enabled LoadData module"));
    }

    @Test
    public void creatingBatchFilesIsAnError() throws Exception {
        assertThat(
                error(LOAD_DATA, SPREADSHEET, module("CreateBatchFiles")),
                allOf(startsWith("module 3, CreateBatchFiles, makes each task"), endsWith("disable it")));
        assertThat(lint(LOAD_DATA, SPREADSHEET, disabled(module("CreateBatchFiles"))), is(empty()));
    }

    @Test
    public void aRangeOfRowsIsAnError() throws Exception {
        Pipeline ranged = example("Process just a range of rows?:No", "Process just a range of rows?:Yes");
        assertThat(
                only(PipelineLint.of(ranged, BUNDLED, false, false), Finding.Severity.ERROR),
                allOf(
                        startsWith("module 1, LoadData, processes just a range of rows (1,100000)"),
                        containsString("set 'Process just a range of rows?' to No")));
    }

    @Test
    public void aModuleThatTheInstalledCellProfilerLacksIsAnError() throws Exception {
        ModuleNames installed = ModuleNames.installed(
                "/opt/cp/bin/cellprofiler", List.of("LoadData", "ExportToSpreadsheet"), List.of("measurefoo"));
        String missing =
                only(lint(installed, false, LOAD_DATA, module("MeasureBar"), SPREADSHEET), Finding.Severity.ERROR);
        assertThat(
                missing,
                allOf(
                        startsWith("module 2, MeasureBar, is a module neither of the CellProfiler at"
                                + " /opt/cp/bin/cellprofiler nor of pluginsDirectory"),
                        containsString("Give the folder of its plugin as pluginsDirectory")));
        assertThat(
                "CellProfiler stops at it all the same",
                only(
                        lint(installed, false, LOAD_DATA, disabled(module("MeasureBar")), SPREADSHEET),
                        Finding.Severity.ERROR),
                containsString("module 2, MeasureBar, "));
        assertThat(lint(installed, false, LOAD_DATA, module("MeasureFoo"), SPREADSHEET), is(empty()));
        assertThat(
                "what is installed decides",
                lint(installed, false, LOAD_DATA, module("Align"), SPREADSHEET),
                hasSize(1));
    }

    @Test
    public void aModuleThatCellProfilerMayLackIsAWarning() throws Exception {
        assertThat(
                warning(LOAD_DATA, module("MeasureBar"), SPREADSHEET),
                containsString("neither of CellProfiler 4.2.8.1 nor of pluginsDirectory. If the tasks' CellProfiler"));
        ModuleNames withPlugin = ModuleNames.assumed(List.of("MeasureBar"));
        assertThat(lint(withPlugin, false, LOAD_DATA, module("MeasureBar"), SPREADSHEET), is(empty()));
        assertThat(
                "an old name, and one with a package",
                lint(LOAD_DATA, module("ApplyThreshold"), module("cellprofiler.modules.align.Align"), SPREADSHEET),
                is(empty()));
    }

    @Test
    public void outputElsewhereIsAWarning() throws Exception {
        Pipeline elsewhere = example(
                "Output file location:Default Output Folder|", "Output file location:Elsewhere...\\x7C/data/results");
        assertThat(
                only(PipelineLint.of(elsewhere, BUNDLED, true, false), Finding.Severity.WARNING),
                allOf(
                        startsWith("module 6, ExportToSpreadsheet, writes to 'Elsewhere...|/data/results',"),
                        containsString("Set 'Output file location' to Default Output Folder"),
                        not(containsString("may not overwrite"))));
        for (String where : List.of(
                "Same folder as image|",
                "Default Input Folder|",
                "Default Input Folder sub-folder|x",
                "Absolute path elsewhere|/data",
                "Default Output Folder sub-folder|a/../../b")) {
            assertThat(
                    warning(LOAD_DATA, module("SaveImages", "Output file location:" + where)),
                    containsString("writes to '" + where + "', outside of output"));
        }
        for (String where : List.of(
                "Default Output Folder|",
                "Default Output Folder sub-folder|\\g<Plate>/a..b",
                "Default output directory sub-folder|x")) {
            assertThat(lint(LOAD_DATA, module("SaveImages", "Output file location:" + where)), is(empty()));
        }
        assertThat(
                warning(LOAD_DATA, module("SaveCroppedObjects", "Directory:Elsewhere...|/x")), containsString("'Dir"));
        assertThat(
                lint(LOAD_DATA, SPREADSHEET, disabled(module("SaveImages", "Output file location:Elsewhere...|/x"))),
                is(empty()));
    }

    @Test
    public void refusingToOverwriteMattersElsewhereOnly() throws Exception {
        String refuses = "Overwrite existing files without warning?:No";
        assertThat(
                warning(LOAD_DATA, module("SaveImages", "Output file location:Elsewhere...|/x", refuses)),
                containsString("As it may not overwrite, a group that is run again fails"));
        assertThat(
                warning(
                        LOAD_DATA,
                        module(
                                "ExportToDatabase",
                                "Database type:SQLite",
                                "Output file location:Elsewhere...|/x",
                                "Overwrite without warning?:Never")),
                containsString("As it may not overwrite"));
        assertThat(
                lint(LOAD_DATA, module("SaveImages", "Output file location:Default Output Folder|", refuses)),
                is(empty()));
    }

    @Test
    public void aDatabaseThatAllTasksShareIsAWarning() throws Exception {
        String location = "Output file location:Elsewhere...|/x";
        assertThat(
                warning(LOAD_DATA, module("ExportToDatabase", "Database type:MySQL", location)),
                allOf(startsWith("module 2, ExportToDatabase, writes to a MySQL database"), containsString("SQLite")));
        assertThat(
                lint(
                        LOAD_DATA,
                        module(
                                "ExportToDatabase",
                                "Database type:SQLite",
                                location.replace("Elsewhere...", "Default Output Folder"))),
                is(empty()));
        assertThat(
                "its properties files go elsewhere too",
                lint(
                        LOAD_DATA,
                        module(
                                "ExportToDatabase",
                                "Database type:MySQL",
                                location,
                                "Create a CellProfiler Analyst properties file?:Yes")),
                hasSize(2));
    }

    @Test
    public void aPipelineThatWritesNothingIsReported() throws Exception {
        assertThat(warning(LOAD_DATA, module("Align"), disabled(SPREADSHEET)), startsWith("no enabled module writes"));
        assertThat(
                only(lint(BUNDLED, true, LOAD_DATA, module("Align")), Finding.Severity.ERROR),
                endsWith("because without one no group has the expectedFiles"));
        ModuleNames withPlugin = ModuleNames.assumed(List.of("exportfoo"));
        assertThat("a plugin may write", lint(withPlugin, true, LOAD_DATA, module("ExportFoo")), is(empty()));
    }

    @Test
    public void allFindingsAreReportedTogether() throws Exception {
        assertThat(lint(module("CreateBatchFiles"), module("MeasureBar")), hasSize(3));
    }

    private static String errorForFiles(String header, String... modules) throws Exception {
        StringBuilder text = new StringBuilder("CellProfiler Pipeline: http://www.cellprofiler.org\n" + header + "\n");
        for (String module : modules) {
            text.append('\n').append(module.strip()).append('\n');
        }
        Pipeline pipeline = Pipeline.parse("my.cppipe", text.toString());
        return only(PipelineLint.of(pipeline, BUNDLED, false, true), Finding.Severity.ERROR);
    }

    @Test
    public void withoutATableThePipelineMustReadFileLists() throws Exception {
        String header = "HasImagePlaneDetails:False";
        assertThat(
                errorForFiles(header, module("Images"), SPREADSHEET),
                startsWith("there is neither an enabled LoadData module nor both Images and NamesAndTypes"));
        assertThat(
                errorForFiles("HasImagePlaneDetails:True", module("Images"), module("NamesAndTypes"), SPREADSHEET),
                startsWith("it holds a list of images of its own"));
    }
}
