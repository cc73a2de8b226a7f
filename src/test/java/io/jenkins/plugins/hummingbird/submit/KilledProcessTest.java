package io.jenkins.plugins.hummingbird.submit;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
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
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.with().cpus(8).build();

    @Rule
    public final Cluster cluster = new Cluster(HEAD_NODE);

    @Test
    public void anotherProcessGoesOnFromTheStartOfEachPhase() throws Exception {
        // no table is made out of file names here
        killAtEach(
                SubmissionProcess.START,
                EnumSet.complementOf(
                        EnumSet.of(SubmitPhase.FIND_HEAD_NODE, SubmitPhase.LIST_IMAGES, SubmitPhase.READ_INDEXES)));
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
                        SubmitPhase.LIST_OUTPUTS));
    }

    /** Side by side: most of the time each waits for Slurm. */
    private void killAtEach(String place, Set<SubmitPhase> phases) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> results = new ArrayList<>();
            for (SubmitPhase phase : phases) {
                results.add(threads.submit(() -> {
                    killAt(phase, place);
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

    /** Kills a process at a place, goes on in this one, and looks whether everything was done, and once. */
    private void killAt(SubmitPhase phase, String place) throws Exception {
        String id = "killed-" + ProcessHandle.current().pid() + "-" + place + phase.ordinal();
        Path folder = cluster.folder().resolve(id);
        SubmitRequest request = cluster.request("ok", "exit-7");
        request.output = cluster.folder().resolve("output-" + id).toString();
        request.maxFailed = 1;
        TestSubmitContext jenkins =
                new TestSubmitContext(folder, cluster.shell(), new Submission(id, request, Instant.now()));
        jenkins.save();

        Process process = start(folder, phase, place);
        String where = phase + ", " + place;
        try (BufferedReader out = process.inputReader()) {
            assertThat(where, out.readLine(), is("STANDS STILL"));
            process.destroyForcibly().waitFor();
        }

        jenkins = new TestSubmitContext(folder, cluster.shell(), (Submission) new StateFile(folder).read());
        assertThat(jenkins.submission().phaseName(), is(phase.name()));
        Outcome outcome = jenkins.runToEnd();
        assertThat(where + ": " + outcome.message(), outcome.kind(), is(Outcome.Kind.DONE));
        assertThat(where, outcome.result().get("completed"), is(1L));
        assertThat(where, outcome.result().get("failed"), is(1L));
        assertThat(where, jenkins.artifact("outputs.csv").lines().count(), is(2L));
        try (var files = Files.list(Path.of(request.output, ".hummingbird", id, "logs/0"))) {
            assertThat(where + ": each task ran once", files.count(), is(2L));
        }
        assertThat(
                where + ": one array",
                Files.readString(Path.of(request.output, ".hummingbird", id, "job-hummingbird-" + id + "-1"))
                        .strip(),
                is(jenkins.submission().state().arrays.get(0).id()));
        assertThat(where + ": nothing is left", cluster.queue(jenkins.submission()), is(""));
    }

    private Process start(Path folder, SubmitPhase phase, String place) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SubmissionProcess.class.getName()));
        words.addAll(List.of(folder.toString(), HEAD_NODE.host(), String.valueOf(HEAD_NODE.port()), HEAD_NODE.user()));
        words.addAll(List.of(HEAD_NODE.property("key"), phase.name(), place));
        return new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
