package io.jenkins.plugins.hummingbird.submit.tables;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.submit.Cluster;
import io.jenkins.plugins.hummingbird.submit.TestSubmitContext;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** A submission merges the tables of its groups, by tasks of a real Slurm. */
public class TablesOfPlatesTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common(8);

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    private TestSubmitContext jenkins;

    /** Two plates of two wells; a word for each well, which says what its task does. */
    private SubmitRequest request(String... what) throws IOException {
        StringBuilder table = new StringBuilder("FileName_DNA,PathName_DNA,Metadata_Well,Metadata_Do,Metadata_Plate\n");
        for (int i = 0; i < what.length; i++) {
            String well = "A0" + (i % 2 + 1);
            String plate = "P" + (i / 2 + 1);
            table.append(String.join(",", "image.tif", cluster.folder().toString(), well, what[i], plate))
                    .append('\n');
        }
        SubmitRequest request = cluster.requestFor(table.toString());
        request.groupBy = "Plate,Well";
        request.merging.tables = "csv";
        return request;
    }

    private Outcome run(SubmitRequest request) throws Exception {
        jenkins = TestSubmitContext.of(cluster, request);
        return jenkins.runToEnd();
    }

    private List<String> table(String path) throws IOException {
        return Files.readAllLines(cluster.output().resolve("tables").resolve(path));
    }

    private Path attempt(String plate) throws IOException {
        return cluster.output().resolve("tables").resolve(plate).toRealPath();
    }

    /** The rows of tables.csv, without bytes and digests. */
    private List<String> listed() throws IOException {
        return jenkins.artifact("tables.csv")
                .lines()
                .map(line -> line.replaceAll(",[0-9]+,[0-9a-f]{64},", ",,"))
                .toList();
    }

    @Test
    public void eachPlateHasItsTablesNumberedAsInOneRun() throws Exception {
        Outcome outcome = run(request("cells-2", "cells-1", "cells-1", "cells-3"));
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(
                table("P2/Nuclei.csv"),
                is(List.of("ImageNumber,ObjectNumber,AreaShape_Area", "3,1,1.0", "4,1,1.0", "4,2,2.0", "4,3,3.0")));
        assertThat(table("P1/Nuclei.csv"), hasSize(4));
        assertThat(
                listed(),
                is(List.of(
                        "plate,table,format,path,rows,columns,bytes,sha256,groups,groupsMissing,missing,url",
                        "P1,Image,csv,tables/P1/Image.csv,2,4,,2,0,,",
                        "P1,Nuclei,csv,tables/P1/Nuclei.csv,3,3,,2,0,,",
                        "P2,Image,csv,tables/P2/Image.csv,2,4,,2,0,,",
                        "P2,Nuclei,csv,tables/P2/Nuclei.csv,4,3,,2,0,,")));
        List<?> tables = (List<?>) outcome.result().get("tables");
        assertThat(tables, hasSize(4));
        assertThat(((Map<?, ?>) tables.get(3)).get("rows"), is(4L));
        assertThat(jenkins.log, hasItem(containsString("tables: 2/2 done")));
        assertThat(cluster.queue(jenkins.submission()), is(""));
    }

    @Test
    public void theSameResultsAreNotMergedAgain() throws Exception {
        run(request("cells-2", "cells-1", "cells-1", "cells-3"));
        Path before = attempt("P1");
        Outcome again = run(request("cells-2", "cells-1", "cells-1", "cells-3"));
        assertThat(again.result().get("skipped"), is(4L));
        assertThat(attempt("P1"), is(before));
        assertThat(jenkins.log, hasItem(containsString("the tables of 2 of 2 sets were merged before")));
        assertThat(listed(), hasSize(5));

        SubmitRequest other = request("cells-2", "cells-1", "cells-1", "cells-3");
        other.merging.tables = "csv, sqlite";
        run(other);
        assertThat("other formats are other tables", attempt("P1"), not(before));
        assertThat(Files.exists(attempt("P1").resolve("tables.db")), is(true));
        assertThat("older attempts make room", Files.exists(before), is(false));
    }

    @Test
    public void aGroupThatFailedIsMissingAndSaidSo() throws Exception {
        SubmitRequest request = request("cells-2", "exit-7", "exit-7", "exit-7");
        request.maxFailed = 3;
        Outcome outcome = run(request);
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(
                listed().subList(1, listed().size()),
                is(List.of(
                        "P1,Image,csv,tables/P1/Image.csv,1,4,,1,1,P1-A02,",
                        "P1,Nuclei,csv,tables/P1/Nuclei.csv,2,3,,1,1,P1-A02,")));
        assertThat(
                jenkins.log,
                hasItem(matchesPattern("tables +2 \\([0-9.]+ (bytes|KiB)\\), in which 1 group is missing")));
        assertThat(jenkins.log, hasItem("no tables of P2: none of the groups has results"));
        assertThat(Files.exists(cluster.output().resolve("tables/P2")), is(false));
    }

    @Test
    public void tablesThatCannotBeMergedFailTheStep() throws Exception {
        Files.createDirectories(cluster.output().resolve("tables/P1"));
        Outcome outcome = run(request("cells-2", "cells-1", "cells-1", "cells-3"));
        assertThat(outcome.kind(), is(Outcome.Kind.FAILED));
        assertThat(
                outcome.message(),
                allOf(
                        containsString("Not all tables were merged: P1: its folder below output"),
                        containsString("exists and is not a link made by Hummingbird")));
        assertThat("the other plate has its tables", listed(), hasSize(3));
        assertThat(
                jenkins.artifact("groups.csv")
                        .lines()
                        .filter(line -> line.contains("completed"))
                        .count(),
                is(4L));
    }

    /** A Python that does something of its own before it merges. */
    private String python(String... before) throws IOException {
        Path python = cluster.folder().resolve("python");
        Files.writeString(
                python,
                String.join(
                        "\n",
                        "#!/bin/bash",
                        "folder=" + cluster.folder(),
                        "if [[ $* == *merge_tables.py* ]]; then",
                        "echo \"$*\" >>$folder/calls",
                        String.join("\n", before),
                        "fi",
                        "exec python3 \"$@\"",
                        ""));
        python.toFile().setExecutable(true);
        return python.toString();
    }

    @Test
    public void anAbortInEachPhaseLeavesNothingBehind() throws Exception {
        SubmitRequest request = request("cells-2", "cells-1");
        request.merging.tablesPython = python("while [ ! -e $folder/go ]; do sleep 0.1; done");
        for (SubmitPhase phase : List.of(
                SubmitPhase.PLAN_TABLES,
                SubmitPhase.SKIP_TABLES,
                SubmitPhase.UPLOAD_TABLES,
                SubmitPhase.SUBMIT_TABLES,
                SubmitPhase.FOLLOW_TABLES)) {
            jenkins = TestSubmitContext.of(cluster, request);
            jenkins.runUntil(state -> state.phase() == phase);
            if (phase == SubmitPhase.FOLLOW_TABLES) {
                jenkins.runUntil(state -> state.tableTasks.states.count(GroupState.RUNNING) == 1);
            }
            Outcome outcome = jenkins.abort();
            assertThat(phase + ": " + outcome.message(), outcome.kind(), is(Outcome.Kind.STOPPED));
            assertThat(phase + " leaves nothing to say", outcome.message(), is(""));
            assertThat(phase + " leaves no task", cluster.queue(jenkins.submission()), is(""));
            assertThat(phase + " leaves no process", cluster.processes(), is(List.of()));
            assertThat(
                    phase + " publishes nothing", Files.exists(cluster.output().resolve("tables/P1")), is(false));
            assertThat(
                    phase + " keeps the results",
                    jenkins.groups("state").stream()
                            .filter(state -> state.matches("completed|skipped"))
                            .count(),
                    is(2L));
            try (Stream<Path> active = Files.list(cluster.output().resolve(".hummingbird/active"))) {
                assertThat(phase.toString(), active.toList(), is(List.of()));
            }
        }
    }

    @Test
    public void whatRanOutOfMemoryIsTriedAgainWithTwiceAsMuch() throws Exception {
        SubmitRequest request = request("cells-2", "cells-1");
        request.retries = 1;
        request.merging.tablesMemory = "100M";
        request.merging.tablesPython = python("[ -e $folder/again ] || { : >$folder/again; kill -9 $$; }");
        Outcome outcome = run(request);
        assertThat(outcome.message(), outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(jenkins.log, hasItem("1 set of tables is tried again (retry 1 of 1), 1 with twice the memory"));
        assertThat(jenkins.log, hasItem(containsString("tables of P1: ")));
        List<String> calls = Files.readAllLines(cluster.folder().resolve("calls"));
        assertThat(calls, hasSize(2));
        assertThat(calls.get(0), containsString("--memory 60 "));
        assertThat(calls.get(1), containsString("--memory 120 "));
        assertThat(listed(), hasSize(3));
    }

    @Test
    public void tablesThatFailAreNamedInTheResult() throws Exception {
        SubmitRequest request = request("cells-2", "cells-1", "cells-1", "cells-3");
        request.onFailed = SubmitRequest.UNSTABLE;
        request.merging.tablesPython = python("[[ $* != */tables/P2* ]] || exit 3");
        Outcome outcome = run(request);
        assertThat(outcome.kind(), is(Outcome.Kind.UNSTABLE));
        List<?> failed = (List<?>) outcome.result().get("failedTables");
        assertThat(failed, hasSize(1));
        assertThat(failed.get(0).toString(), containsString("P2: "));
        assertThat(listed(), hasSize(3));
    }

    @Test
    public void anotherProcessGoesOnAtEachMove() throws Exception {
        jenkins = TestSubmitContext.of(cluster, request("cells-2", "cells-1", "cells-1", "exit-7"));
        jenkins.submission().state().request().maxFailed = 1;
        while (!jenkins.move()) {
            jenkins.reload();
        }
        assertThat(jenkins.submission().outcome().kind(), is(Outcome.Kind.DONE));
        assertThat(listed(), hasSize(5));
        try (Stream<Path> attempts = Files.list(attempt("P1").getParent())) {
            assertThat("merged once", attempts.filter(Files::isDirectory).count(), is(1L));
        }
    }
}
