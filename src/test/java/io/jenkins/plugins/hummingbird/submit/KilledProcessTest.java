package io.jenkins.plugins.hummingbird.submit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.TestSet;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.operation.StateFile;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** The process that drives a submission is killed, not closed, at each of its phases; another one goes on. */
public class KilledProcessTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common(8);

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    @Test
    public void anotherProcessGoesOnFromTheStartOfEachPhase() throws Exception {
        killAtEach(SubmissionProcess.START, EnumSet.complementOf(EnumSet.copyOf(Cluster.NOT_PASSED_THROUGH)));
    }

    @Test
    public void anotherProcessGoesOnWhenARemoteCommandWasRunAndNotHeardOf() throws Exception {
        killAtEach(
                SubmissionProcess.COMMAND,
                EnumSet.of(
                        SubmitPhase.CHECK_HEAD_NODE,
                        SubmitPhase.CHECK_INPUTS,
                        SubmitPhase.SKIP_DONE,
                        SubmitPhase.UPLOAD,
                        SubmitPhase.SUBMIT,
                        SubmitPhase.FOLLOW,
                        SubmitPhase.READ_RECORDS,
                        SubmitPhase.SKIP_TABLES,
                        SubmitPhase.UPLOAD_TABLES,
                        SubmitPhase.SUBMIT_TABLES,
                        SubmitPhase.FOLLOW_TABLES,
                        SubmitPhase.LIST_TABLES,
                        SubmitPhase.LIST_OUTPUTS));
    }

    /** Kills a process in which a submission stands still at each place, and goes on with all of them in this one. */
    private void killAtEach(String place, Set<SubmitPhase> all) throws Exception {
        Set<SubmitPhase> phases = EnumSet.noneOf(SubmitPhase.class);
        int each = TestSet.everyNth(2);
        all.stream()
                .filter(phase -> phase == SubmitPhase.SUBMIT || phase.ordinal() % each == 0)
                .forEach(phases::add);
        Process process = start(place, phases);
        try (BufferedReader out = process.inputReader()) {
            for (int i = 0; i < phases.size(); i++) {
                assertThat(place, out.readLine(), is(SubmissionProcess.STANDS_STILL));
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        // side by side: most of the time each waits for Slurm
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> results = new ArrayList<>();
            for (SubmitPhase phase : phases) {
                results.add(threads.submit(() -> {
                    assertGoesOn(phase, place);
                    return null;
                }));
            }
            for (Future<?> result : results) {
                result.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static String id(SubmitPhase phase, String place) {
        return "killed-" + ProcessHandle.current().pid() + "-" + place + phase.ordinal();
    }

    private SubmitRequest request(String id) throws Exception {
        SubmitRequest request = cluster.request("cells-2", "exit-7");
        request.merging.tables = "csv";
        request.output = cluster.folder().resolve("output-" + id).toString();
        request.maxFailed = 1;
        return request;
    }

    /** Goes on with a submission whose process was killed, and looks whether everything was done, and once. */
    private void assertGoesOn(SubmitPhase phase, String place) throws Exception {
        String id = id(phase, place);
        String where = phase + ", " + place;
        Path folder = cluster.folder().resolve(id);
        Path output = cluster.folder().resolve("output-" + id);
        TestSubmitContext jenkins =
                new TestSubmitContext(folder, cluster.shell(), (Submission) new StateFile(folder).read());
        assertThat(jenkins.submission().phaseName(), is(phase.name()));
        Outcome outcome = jenkins.runToEnd();
        assertThat(where + ": " + outcome.message(), outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(where, outcome.result().get("completed"), is(1L));
        assertThat(where, outcome.result().get("failed"), is(1L));
        assertThat(where, jenkins.artifact("outputs.csv").lines().count(), is(4L));
        try (var files = Files.list(output.resolve(".hummingbird/" + id + "/logs/0"))) {
            assertThat(where + ": each task ran once", files.count(), is(2L));
        }
        assertThat(
                where + ": one array",
                Files.readString(output.resolve(".hummingbird/" + id + "/job-hummingbird-" + id + "-1"))
                        .strip(),
                is(jenkins.submission().state().groupTasks.arrays.get(0).id()));
        assertThat(where, jenkins.artifact("tables.csv").lines().count(), is(3L));
        try (var attempts = Files.list(output.resolve("tables/all").toRealPath().getParent())) {
            assertThat(
                    where + ": tables are merged once",
                    attempts.filter(Files::isDirectory).count(),
                    is(1L));
        }
        assertThat(where + ": nothing is left", cluster.queue(jenkins.submission()), is(""));
    }

    private Process start(String place, Set<SubmitPhase> phases) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                SubmissionProcess.class.getName()));
        words.addAll(List.of(HEAD_NODE.host(), String.valueOf(HEAD_NODE.port()), HEAD_NODE.user()));
        words.addAll(List.of(HEAD_NODE.property("key"), place));
        for (SubmitPhase phase : phases) {
            String id = id(phase, place);
            Path folder = cluster.folder().resolve(id);
            new TestSubmitContext(folder, cluster.shell(), new Submission(id, request(id), Instant.now())).save();
            words.addAll(List.of(folder.toString(), phase.name()));
        }
        return new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
