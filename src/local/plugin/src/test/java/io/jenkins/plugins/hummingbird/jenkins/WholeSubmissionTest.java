package io.jenkins.plugins.hummingbird.jenkins;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import com.cloudbees.plugins.credentials.LocalCredentials;
import hudson.model.Result;
import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.Patience;
import io.jenkins.plugins.hummingbird.jenkins.run.LiveOperation;
import io.jenkins.plugins.hummingbird.jenkins.run.PendingOperations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jenkins.local.LocalBuild;
import jenkins.local.LocalKey;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** Whole submissions by the drivers of Jenkins, with a real sshd and a real Slurm. */
public class WholeSubmissionTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common();

    @Rule
    public final LocalController controller = new LocalController();

    @Before
    public void aKeyWithAPassphrase() {
        LocalCredentials.add(key());
    }

    private static LocalKey key() {
        return new LocalKey(
                ShortTasks.CREDENTIAL, "somebody else", HEAD_NODE.key("ed25519_pass"), HEAD_NODE.passphrase());
    }

    @Test
    public void goesThroughARestartInMidArrayAndLeavesNoSecretAnywhere() throws Exception {
        ShortTasks tasks = new ShortTasks(HEAD_NODE, "wait", "ok", "wait");
        LocalPipeline pipeline = new LocalPipeline(controller, tasks.step()).start();
        Patience.await("the array", () -> pipeline.build().log().contains("submitted array job"));
        assertThat("the first process", LocalCredentials.tracked(), hasSize(1));
        byte[] saved = pipeline.savedForm();
        pipeline.restart();
        tasks.go();
        Map<?, ?> result = (Map<?, ?>) pipeline.awaitEnd();
        assertThat(result.get("completed"), is(3L));
        assertThat("the second process", LocalCredentials.tracked(), hasSize(2));
        assertThat(pipeline.build().linesWith("submitted array job"), hasSize(1));
        assertThat(pipeline.build().linesWith("submission " + pipeline.id() + " to"), hasSize(1));
        Path artifacts = pipeline.build().getRootDir().toPath().resolve("archive/hummingbird/" + pipeline.id());
        assertThat(Files.readString(artifacts.resolve("outputs.csv")), containsString("W1003/result.csv"));

        assertHoldsNoSecret("program.dat in mid-array", saved);
        assertHoldsNoSecret("program.dat at the end", pipeline.savedForm());
        for (Path folder : List.of(controller.home(), tasks.output())) {
            for (Path file : files(folder)) {
                assertHoldsNoSecret(file.toString(), Files.readAllBytes(file));
            }
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> found = files.filter(Files::isRegularFile).toList();
            assertThat(folder.toString(), found, is(not(empty())));
            return found;
        }
    }

    private static void assertHoldsNoSecret(String where, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(where, text, not(containsString(HEAD_NODE.passphrase())));
        assertThat(where, text, not(containsString("PRIVATE KEY")));
        List<String> keyLines = HEAD_NODE
                .key("ed25519_pass")
                .lines()
                .filter(line -> !line.startsWith("-----"))
                .toList();
        assertThat(keyLines, is(not(empty())));
        for (String line : keyLines) {
            assertThat(where, text, not(containsString(line)));
        }
    }

    @Test
    public void aFreestyleBuildRunsToItsEnd() throws Exception {
        SubmitStep step = new ShortTasks(HEAD_NODE, "ok", "exit-7").step();
        step.setOnFailed("UNSTABLE");
        LocalFreestyle freestyle =
                new LocalFreestyle(controller.job("plates").build(1, true), new SubmitBuilder(step)).start();
        assertThat(freestyle.awaitEnd(), is(nullValue()));
        assertThat(freestyle.build().getResult(), is(Result.UNSTABLE));
        assertThat(freestyle.build().log(), containsString("WARNING: 1 of 2 groups failed or were lost"));
        Path artifacts = freestyle.build().getRootDir().toPath().resolve("archive/hummingbird/" + freestyle.id());
        assertThat(Files.readString(artifacts.resolve("groups.csv")), containsString("exit code 7"));
    }

    @Test
    public void anAbortedFreestyleBuildLeavesNothingInTheQueue() throws Exception {
        ShortTasks tasks = new ShortTasks(HEAD_NODE, "wait", "wait");
        LocalFreestyle freestyle = waiting(tasks);
        freestyle.abort();
        assertThat(freestyle.awaitEnd(), is(instanceOf(InterruptedException.class)));
        assertThat(tasks.queue(), not(hasItem(containsString(freestyle.id()))));
        assertThat(freestyle.build().log(), containsString("nothing of it is left in Slurm"));
    }

    @Test
    public void aFreestyleBuildThatJenkinsLostLeavesNothingInTheQueue() throws Exception {
        ShortTasks tasks = new ShortTasks(HEAD_NODE, "wait", "wait");
        LocalFreestyle freestyle = waiting(tasks);
        Path log = LiveOperation.folder(freestyle.build(), freestyle.id()).resolve("after-the-build.log");
        controller.restart();
        controller.job("plates");
        assertThat(tasks.queue(), hasItem(containsString(freestyle.id())));
        PendingOperations.cancelLeftovers();
        Patience.await("the cancellation", () -> controller.unfinished().isEmpty());
        assertThat(tasks.queue(), not(hasItem(containsString(freestyle.id()))));
        assertThat(Files.readString(log), containsString("nothing of it is left in Slurm"));
    }

    private LocalFreestyle waiting(ShortTasks tasks) throws Exception {
        LocalBuild build = controller.job("plates").build(1, true);
        LocalFreestyle freestyle = new LocalFreestyle(build, new SubmitBuilder(tasks.step())).start();
        Patience.await("the array", () -> build.log().contains("submitted array job"));
        return freestyle;
    }
}
