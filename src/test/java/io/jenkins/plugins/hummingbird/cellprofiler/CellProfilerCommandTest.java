package io.jenkins.plugins.hummingbird.cellprofiler;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.List;
import org.junit.Test;

/** Parsing of the command that starts CellProfiler, and the options that are not allowed in it. */
public class CellProfilerCommandTest {
    private static List<String> words(String text) throws Exception {
        return CellProfilerCommand.parse(text).words();
    }

    private static List<Finding> findings(String text) throws Exception {
        return CellProfilerCommand.parse(text).findings();
    }

    private static void assertError(String text, String message) throws Exception {
        List<Finding> findings = findings(text);
        assertThat(text + ": " + findings, findings, hasSize(1));
        assertThat(text, findings.get(0).isError(), is(true));
        assertThat(findings.get(0).text(), containsString(message));
    }

    @Test
    public void wordsAreSeparatedByBlanksUnlessQuoted() throws Exception {
        assertThat(words("cellprofiler"), is(List.of("cellprofiler")));
        assertThat(
                words("  apptainer exec\t/shared/cp.sif  cellprofiler "),
                is(List.of("apptainer", "exec", "/shared/cp.sif", "cellprofiler")));
        assertThat(
                words("'/opt/my cp/cellprofiler' -L \"DEBUG\""), is(List.of("/opt/my cp/cellprofiler", "-L", "DEBUG")));
        assertThat(words("/opt/my' 'cp/x \"it's\" 'a \"b\"' ''"), is(List.of("/opt/my cp/x", "it's", "a \"b\"", "")));
        assertThat(
                "nothing is expanded",
                words("$HOME/c\\p ~ * `x` '$1'"),
                is(List.of("$HOME/c\\p", "~", "*", "`x`", "$1")));
    }

    @Test
    public void anUnclosedQuoteIsRefused() {
        for (String text : List.of("'", "cellprofiler 'x", "a \"b' c", "cp '' x'")) {
            String message = assertThrows(OperationException.class, () -> CellProfilerCommand.parse(text))
                    .getMessage();
            assertThat(message, containsString("cellprofiler has an unclosed quote"));
        }
    }

    @Test
    public void anEmptyCommandIsRefused() {
        for (String text : List.of("", "  ", "''", "'' -x")) {
            String message = assertThrows(OperationException.class, () -> CellProfilerCommand.parse(text))
                    .getMessage();
            assertThat(message, containsString("cellprofiler is empty"));
        }
    }

    @Test
    public void aLongCommandIsParsed() throws Exception {
        assertThat(words("'x'y".repeat(100_000)), hasSize(1));
        assertThat(words("x ".repeat(100_000)), hasSize(100_000));
    }

    @Test
    public void aLogLevelThatHidesTheProvingLinesIsAnError() throws Exception {
        for (String level :
                List.of("-L WARNING", "-LWARNING", "--log-level=ERROR", "--log CRITICAL", "-L 30", "-L 21")) {
            assertError("/opt/cp/bin/cellprofiler " + level, "leave -L out, or give INFO or DEBUG");
        }
        assertError("cellprofiler -L", "without a level");
        assertError("cellprofiler -L 99999999 --always-continue", "log level 99999999");
        for (String level : List.of("-L INFO", "-L 20", "-L10", "--log-level DEBUG")) {
            assertThat(findings("cellprofiler " + level), is(empty()));
        }
        List<Finding> file = findings("cellprofiler -L /etc/logging.conf");
        assertThat(file, hasSize(1));
        assertThat(file.get(0).severity(), is(Finding.Severity.WARNING));
    }

    @Test
    public void optionsThatAreAlwaysGivenAreErrors() throws Exception {
        for (String option : List.of(
                "-c",
                "-r",
                "-cr",
                "-p x",
                "-px",
                "-i /x",
                "-o /x",
                "-d x",
                "-g Plate=1",
                "-t /tmp",
                "-f 1",
                "-l 2",
                "--data-file x",
                "--data-file=x",
                "--file-list x",
                "--out /x",
                "--plugins-directory=/p",
                "--version")) {
            assertError("cellprofiler " + option, "contains the option " + option.split(" ")[0] + ": leave it out, ");
        }
        assertError("cellprofiler -o /x", "output gives it");
        assertThat(findings("cellprofiler --always-continue --conserve-memory=True --do-not-fetch"), is(empty()));
    }

    @Test
    public void optionsOfTheLauncherAreNotChecked() throws Exception {
        assertThat(findings("apptainer exec -c -p --bind /data /shared/cp.sif cellprofiler"), is(empty()));
        assertThat(findings("env -i PATH=/bin /opt/cp/bin/CellProfiler"), is(empty()));
        assertThat(findings("python3 -c x"), is(empty()));
        assertError("apptainer run -c /shared/cp.sif -L WARNING", "log level WARNING");
        assertError("python3 -m cellprofiler -c", "option -c");
    }

    @Test
    public void onlyCellProfilerItselfIsDirect() throws Exception {
        assertThat(
                CellProfilerCommand.parse("/opt/cp/bin/cellprofiler -L DEBUG").isDirect(), is(true));
        assertThat(
                CellProfilerCommand.parse("apptainer exec cp.sif cellprofiler").isDirect(), is(false));
        assertThat(CellProfilerCommand.parse("/opt/run-cp").isDirect(), is(false));
    }
}
