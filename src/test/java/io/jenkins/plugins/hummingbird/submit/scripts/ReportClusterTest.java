package io.jenkins.plugins.hummingbird.submit.scripts;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What a head node says of the programs that a cluster's definition names. */
public class ReportClusterTest {
    private static final String NONE = "";

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Path root;

    @Before
    public void root() throws IOException {
        root = temporary.getRoot().toPath().toRealPath();
    }

    private String program(String name, String text) throws IOException {
        Path program = root.resolve("bin").resolve(name);
        Files.createDirectories(program.getParent());
        Files.writeString(program, "#!/bin/bash\n" + text + "\n");
        assertThat(program.toFile().setExecutable(true), is(true));
        return program.toString();
    }

    private List<String> report(String plugins, String python, String cellprofiler) throws Exception {
        ProcessBuilder bash = new ProcessBuilder(RemoteScripts.REPORT_CLUSTER
                .command(plugins, python, "1", cellprofiler)
                .words());
        bash.environment().put("PATH", root.resolve("bin") + ":" + System.getenv("PATH"));
        Process process = bash.start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(), is(0));
        return answer.lines().toList();
    }

    private String ofCellProfiler(String text) throws Exception {
        List<String> lines = report(NONE, NONE, program("cellprofiler", text));
        assertThat(lines.size(), is(1));
        return lines.get(0);
    }

    @Test
    public void aCellProfilerThatSaysNothingIsNoneThatIsNotThere() throws Exception {
        assertThat(ofCellProfiler("exit 3"), is("no-cellprofiler\tit ended with exit code 3 and printed nothing"));
        assertThat(ofCellProfiler("echo; kill -9 $$"), startsWith("no-cellprofiler\tit ended with exit code 137"));
        assertThat(ofCellProfiler("printf 'no\\tlibrary\\n \\n'; exit 1"), is("no-cellprofiler\tno library"));
        assertThat(report(NONE, NONE, "no-such-command"), is(List.of("no-command\t")));
    }

    @Test
    public void aCellProfilerThatTakesLongIsSaidToDoSo() throws Exception {
        program("timeout", "shift 3\nexec /usr/bin/timeout -k 5 0.2 \"$@\"");
        String late = "no-cellprofiler\tit printed no version within 40 seconds";
        assertThat(ofCellProfiler("exec sleep 60"), is(late));
        assertThat(ofCellProfiler("echo loading; exec sleep 60"), is(late + "; its last line: loading"));
    }

    @Test
    public void theVersionIsFoundBetweenOtherLines() throws Exception {
        assertThat(ofCellProfiler("echo starting; echo 4.2.8.1"), is("cellprofiler\t4.2.8.1"));
    }

    @Test
    public void pluginsAndThePythonForTablesAreLookedFor() throws Exception {
        String cellprofiler = program("cellprofiler", "echo 4.2.8.1");
        assertThat(report(root.toString(), NONE, cellprofiler), is(List.of("cellprofiler\t4.2.8.1")));
        assertThat(report(root + "/none", NONE, cellprofiler), hasItem("no-plugins\t" + root + "/none"));
        assertThat(
                report(NONE, root + "/none", cellprofiler), hasItem("no-tables-python\t" + root + "/none (not found)"));
        String plain = program("plain", "echo 3.11.2");
        assertThat(
                report(NONE, plain, cellprofiler),
                hasItem("tables-python\t" + plain + " (Python 3.11.2 without DuckDB)"));
        String both = program("both", "echo 3.11.2 1.4.5");
        assertThat(
                report(NONE, both, cellprofiler),
                hasItem("tables-python\t" + both + " (Python 3.11.2 with DuckDB 1.4.5)"));
        String old = program("old", "echo 2.7.18; exit 3");
        assertThat(
                report(NONE, old, cellprofiler),
                hasItem(containsString("no-tables-python\t" + old + " (Python 2.7.18)")));
    }
}
