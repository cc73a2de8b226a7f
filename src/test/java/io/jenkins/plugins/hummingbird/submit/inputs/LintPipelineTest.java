package io.jenkins.plugins.hummingbird.submit.inputs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.submit.Cluster;
import io.jenkins.plugins.hummingbird.submit.TestSubmitContext;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.scripts.RemoteScripts;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** What is said on a real head node before anything is submitted. */
public class LintPipelineTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common();

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    private static String block(String module, String... settings) {
        return "\n" + module + ":[module_num:3|variable_revision_number:1|notes:[]|enabled:True]\n    "
                + String.join("\n    ", settings) + "\n";
    }

    private SubmitRequest request(String... blocks) throws IOException {
        SubmitRequest request = cluster.request("ok");
        request.pipelineText = request.pipelineText.replace("ModuleCount:2", "ModuleCount:" + (2 + blocks.length))
                + String.join("", blocks);
        return request;
    }

    /** The modules that a CellProfiler has in its own place; that it cannot run does not matter before a task begins. */
    private Path installation(String... modules) throws IOException {
        Path top = cluster.folder().resolve("my cp");
        Path python = top.resolve("lib/python3.9/site-packages");
        Files.createDirectories(python.resolve("cellprofiler/modules"));
        Files.createDirectories(python.resolve("cellprofiler_core/constants/modules"));
        StringBuilder dict = new StringBuilder("builtin_modules = {\n");
        for (String module : modules) {
            dict.append("    \"x\": \"").append(module).append("\",\n");
        }
        Files.writeString(
                python.resolve("cellprofiler/modules/__init__.py"), dict + "}\nothers = {\n    \"y\": \"Y\",\n}\n");
        Files.writeString(
                python.resolve("cellprofiler_core/constants/modules/__init__.py"),
                "builtin_modules = {\n    \"loaddata\": \"LoadData\"\n}\nrenamed_modules = {\n    \"Old\": \"New\",\n}\n");
        Path command = Files.createDirectories(top.resolve("bin")).resolve("cellprofiler");
        Files.copy(Path.of(cluster.request().cellprofiler), command);
        command.toFile().setExecutable(true);
        return command;
    }

    private Path plugins() throws IOException {
        Path plugins = Files.createDirectories(cluster.folder().resolve("plug ins"));
        Files.writeString(
                plugins.resolve("measurefoo.py"), "class MeasureFoo(Module):\n    module_name = \"MeasureFoo\"\n");
        Files.writeString(plugins.resolve("other.py"), "class Other(Module):\n    module_name = 'MeasureBar'\n");
        Files.writeString(plugins.resolve("_hidden.py"), "    module_name = 'Hidden'\n");
        return plugins;
    }

    private String refusal(SubmitRequest request) throws Exception {
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, request);
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.FAILED));
        assertThat(jenkins.log, not(hasItem(startsWith("submitted"))));
        assertThat("no job of it", cluster.queue(jenkins.submission()), is(""));
        return outcome.message();
    }

    @Test
    public void aModuleThatIsMissingEndsItBeforeAnythingIsSubmitted() throws Exception {
        SubmitRequest request = request(block("MeasureBaz", "a:b"));
        Path command = installation("ExportToSpreadsheet", "IdentifyPrimaryObjects");
        request.cellprofiler = "'" + command + "'";
        request.pluginsDirectory = plugins().toString();
        assertThat(
                refusal(request),
                containsString("pipelineText: module 3, MeasureBaz, is a module neither of the CellProfiler at "
                        + command + " nor of pluginsDirectory"));
    }

    @Test
    public void aModuleOfAPluginOrOfAnOldNameIsNotMissing() throws Exception {
        SubmitRequest request = request(block("MeasureFoo", "a:b"), block("MeasureBar", "a:b"), block("Old", "a:b"));
        Path link = cluster.folder().resolve("cellprofiler");
        Files.createSymbolicLink(link, installation("ExportToSpreadsheet", "IdentifyPrimaryObjects"));
        request.cellprofiler = link.toString();
        request.pluginsDirectory = plugins().toString();
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, request);
        jenkins.runUntil(s -> s.phase() == SubmitPhase.SUBMIT);
        assertThat(jenkins.log, not(hasItem(containsString("WARNING"))));
        request.pipelineText = request.pipelineText.replace("Old:", "Y:").replace("MeasureBar:", "Hidden:");
        assertThat(
                refusal(request),
                allOf(
                        containsString("module 4, Hidden, is"),
                        containsString("module 5, Y, is"),
                        not(containsString("MeasureFoo"))));
    }

    @Test
    public void imagesThatTheTableDoesNotGiveAreSaidAndMayBeMapped() throws Exception {
        SubmitRequest request = request(block("MeasureImageIntensity", "Select images to measure:Actin")
                .replace("variable_revision_number:1", "variable_revision_number:4"));
        assertThat(
                refusal(request),
                containsString(
                        "does not give: Actin (module 3, MeasureImageIntensity). The table gives DNA. Say which is"
                                + " which by channels, such as channels: 'Actin=DNA'"));
        request.channels = "Actin=w1";
        assertThat(refusal(request), containsString("names w1, which the image table does not have"));
        request.channels = "Actin=DNA";
        request.illumination = cluster.folder() + "/Illum{Channel}.npy";
        Files.writeString(cluster.folder().resolve("IllumActin.npy"), "numbers");
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, request);
        jenkins.runUntil(s -> s.phase() == SubmitPhase.SUBMIT);
        assertThat(
                jenkins.uploaded("header.csv").strip(),
                is("FileName_Actin,PathName_Actin,Metadata_Well,Metadata_Do,FileName_IllumActin,PathName_IllumActin"));
    }

    @Test
    public void statisticsOfSeveralGroupsAreWarnedOf() throws Exception {
        String statistics = block("CalculateStatistics", "a:b");
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, request(statistics));
        jenkins.runUntil(s -> s.phase() == SubmitPhase.SUBMIT);
        assertThat(jenkins.log, not(hasItem(containsString("CalculateStatistics"))));
        SubmitRequest several = cluster.request("ok", "ok");
        several.pipelineText = request(statistics).pipelineText;
        jenkins = TestSubmitContext.of(cluster, several);
        jenkins.runUntil(s -> s.phase() == SubmitPhase.SUBMIT);
        assertThat(jenkins.log, hasItem(startsWith("WARNING: module 3, CalculateStatistics, works out")));
    }

    @Test
    public void outputElsewhereIsSaidBeforeItIsSubmitted() throws Exception {
        SubmitRequest request = request(block("SaveImages", "Output file location:Elsewhere...|/data"));
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, request);
        jenkins.runUntil(s -> s.phase() == SubmitPhase.SUBMIT);
        assertThat(
                jenkins.log,
                hasItem(allOf(
                        startsWith("WARNING: pipelineText: module 3, SaveImages, writes to 'Elsewhere...|/data'"),
                        containsString("outside of output"))));
    }

    @Test
    public void everythingThatIsWrongIsSaidAtOnce() throws Exception {
        SubmitRequest request = request(block("CreateBatchFiles", "a:b"));
        request.pipelineText = request.pipelineText.replace(
                "Group images by", "Process just a range of rows?:Yes\n    Group images by");
        request.cellprofiler = "cellprofiler -L WARNING -o /x";
        assertThat(
                refusal(request),
                allOf(
                        containsString("log level WARNING"),
                        containsString("option -o"),
                        containsString("module 1, LoadData, "),
                        containsString("module 3, CreateBatchFiles, ")));
    }

    @Test
    public void aCommandWithBlanksThatLacksItsQuotesIsSaid() throws Exception {
        SubmitRequest request = request();
        Path command = installation("ExportToSpreadsheet");
        request.cellprofiler = command.toString();
        assertThat(
                refusal(request),
                containsString("no command " + cluster.folder() + "/my, but " + command + ": quote it"));
    }

    @Test
    public void aCommandOfSeveralWordsRunsTheTasks() throws Exception {
        SubmitRequest request = request();
        request.cellprofiler = "env 'A=b c' '" + installation("ExportToSpreadsheet") + "' --always-continue";
        Outcome outcome = TestSubmitContext.of(cluster, request).runToEnd();
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(outcome.result().get("completed"), is(1L));
    }

    @Test
    public void theSpaceUnderOutputIsLookedAt() throws Exception {
        String answer = cluster.shell()
                .output(RemoteScripts.PREPARE.command("one", cluster.output().toString(), "", "", "cp", "cp", ""));
        assertThat(answer, startsWith("space\t"));
        String[] figures = answer.split("\t", 2)[1].strip().split(" +");
        long bytes = Files.getFileStore(cluster.output()).getTotalSpace();
        assertThat(answer, Long.parseLong(figures[0]), is(bytes));
        assertThat(answer, Long.parseLong(figures[1]), is(both(greaterThan(0L)).and(lessThan(bytes))));
        assertThat(answer, figures.length, is(4));
    }
}
