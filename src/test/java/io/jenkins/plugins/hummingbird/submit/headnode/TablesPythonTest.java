package io.jenkins.plugins.hummingbird.submit.headnode;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.hummingbird.DuckDbRule;
import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.submit.Cluster;
import io.jenkins.plugins.hummingbird.submit.TestSubmitContext;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.scripts.RemoteScripts;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** A submission whose tables cannot be merged is refused before anything is submitted. */
public class TablesPythonTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common();

    @ClassRule
    public static final DuckDbRule DUCKDB = new DuckDbRule();

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    private SubmitRequest request;

    @Before
    public void request() throws Exception {
        request = cluster.request("ok");
    }

    private String program(String body) throws Exception {
        Path program = Files.writeString(cluster.folder().resolve("python"), "#!/bin/sh\n" + body + "\n");
        program.toFile().setExecutable(true);
        return program.toString();
    }

    private String refusal() throws Exception {
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, request);
        Outcome outcome = jenkins.runToEnd();
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.FAILED));
        assertThat(
                "nothing was submitted",
                jenkins.submission().state().groupTasks.arrays.isEmpty(),
                is(true));
        assertThat(outcome.message(), startsWith("The submission cannot start on "));
        return outcome.message();
    }

    private TestSubmitContext accepted() throws Exception {
        TestSubmitContext jenkins = TestSubmitContext.of(cluster, request);
        jenkins.runUntil(state -> state.phase() == SubmitPhase.SUBMIT);
        return jenkins;
    }

    @Test
    public void parquetWithoutDuckDbIsRefusedWithTheLinesThatInstallIt() throws Exception {
        request.merging.tables = "csv, parquet";
        request.merging.tablesPython = program("exec python3 -S \"$@\"");
        String message = refusal();
        assertThat(message, containsString("(tried: " + request.merging.tablesPython + " (Python 3."));
        assertThat(message, containsString(" without DuckDB)). Install it "));
        assertThat(
                message,
                endsWith("as tablesPython:\n  python3 -m venv FOLDER\n  FOLDER/bin/pip install duckdb==1.4.5"));
    }

    @Test
    public void theLinesAreThoseThatANodeSays() {
        String quoted = "\"" + String.join("\", \"", TablesPython.INSTALL) + "\"";
        assertThat(RemoteScripts.merging().get("merged_files.py"), containsString("INSTALL = (" + quoted + ")\n"));
    }

    @Test
    public void anOldPythonIsRefused() throws Exception {
        request.merging.tables = "csv";
        request.merging.tablesPython = program("echo 2.7.18; exit 3");
        assertThat(
                refusal(),
                containsString("tables: to merge them takes Python 3.6 or later, and the head node has none (tried: "
                        + request.merging.tablesPython + " (Python 2.7.18))"));
        request.merging.tablesPython = "/none/python3";
        assertThat(refusal(), containsString("(tried: /none/python3 (not found))"));
    }

    @Test
    public void whatIsNoFolderWhereTablesBelongIsRefusedBeforehand() throws Exception {
        request.merging.tables = "csv";
        Files.createDirectories(cluster.output());
        Files.createSymbolicLink(cluster.output().resolve("tables"), Path.of(".hummingbird/results/tables/x"));
        Files.createDirectories(cluster.output().resolve(".hummingbird/results/tables/x"));
        assertThat(refusal(), containsString("/tables, where the tables of plates belong, is no folder"));
        Files.delete(cluster.output().resolve("tables"));
        Files.createDirectories(cluster.output().resolve("tables"));
        accepted();
    }

    @Test
    public void theNamedOneIsToldWithItsDuckDb() throws Exception {
        request.merging.tables = "parquet";
        request.merging.tablesPython = DUCKDB.python();
        assertThat(
                accepted().log,
                hasItem(matchesPattern(
                        "tables are merged by " + DUCKDB.python() + ", Python 3[.0-9]+ with DuckDB 1[.0-9]+")));
    }

    @Test
    public void withoutOneThatIsNamedOneIsFound() throws Exception {
        request.merging.tables = "csv, sqlite";
        assertThat(accepted().log, hasItem(matchesPattern("tables are merged by \\S+, Python 3[.0-9]+")));
    }

    @Test
    public void withoutTablesNoneIsLookedFor() throws Exception {
        request.merging.tablesPython = "/none/python3";
        assertThat(accepted().log, not(hasItem(startsWith("tables are merged by"))));
    }
}
