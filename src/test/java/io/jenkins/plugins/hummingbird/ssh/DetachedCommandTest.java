package io.jenkins.plugins.hummingbird.ssh;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class DetachedCommandTest {
    /** Says that it was started, and waits for a file; its process is in {@code pid}. */
    private static final String WAITING = "echo started >>starts; echo $PPID >pid; echo out; echo err >&2;"
            + " while [ ! -e go ]; do sleep 0.05; done; exit \"$1\"";

    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.with().build();

    @Rule
    public final OverSsh ssh = new OverSsh(HEAD_NODE);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path here;
    private DetachedCommand command;

    @Before
    public void name() {
        here = folder.getRoot().toPath();
        command = new DetachedCommand(here.toString(), "a task", List.of("bash", "-c", WAITING, "waiting", "7"));
    }

    private OptionalInt end() throws Exception {
        Instant latest = Instant.now().plus(Duration.ofSeconds(20));
        OptionalInt exit = command.poll(ssh.shell());
        while (exit.isEmpty() && Instant.now().isBefore(latest)) {
            Thread.sleep(50);
            exit = command.poll(ssh.shell());
        }
        return exit;
    }

    private String await(String file) throws Exception {
        Instant latest = Instant.now().plus(Duration.ofSeconds(20));
        while (!Files.exists(here.resolve(file)) || Files.size(here.resolve(file)) == 0) {
            assertThat(file + " is there in time", Instant.now().isBefore(latest), is(true));
            Thread.sleep(20);
        }
        return Files.readString(here.resolve(file)).strip();
    }

    private void go() throws Exception {
        Files.createFile(here.resolve("go"));
    }

    private long starts() throws Exception {
        return Files.readAllLines(here.resolve("starts")).size();
    }

    @Test
    public void keepsOutputAndExitCode() throws Exception {
        assertThat(command.poll(ssh.shell()), is(OptionalInt.empty()));
        go();
        assertThat(end(), is(OptionalInt.of(7)));
        assertThat(command.poll(ssh.shell()), is(OptionalInt.of(7)));
        assertThat(Files.readString(here.resolve("a task.out")), is("out\n"));
        assertThat(Files.readString(here.resolve("a task.err")), is("err\n"));
        assertThat(starts(), is(1L));
    }

    @Test
    public void runsOnceHoweverManyStartIt() throws Exception {
        ExecutorService many = Executors.newFixedThreadPool(6);
        try {
            List<Future<OptionalInt>> polls = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                polls.add(many.submit(() -> command.poll(ssh.shell())));
            }
            for (Future<OptionalInt> poll : polls) {
                assertThat(poll.get(), is(OptionalInt.empty()));
            }
        } finally {
            many.shutdown();
        }
        go();
        assertThat(end(), is(OptionalInt.of(7)));
        assertThat(starts(), is(1L));
    }

    @Test
    public void goesOnWhenItsConnectionIsLost() throws Exception {
        Shell shell = ssh.shell();
        command.poll(shell);
        String pid = await("pid");
        OverSsh.session(shell).destroyForcibly();
        HEAD_NODE.part("sshd", "kill");
        HEAD_NODE.part("sshd", "start");
        assertThat(command.poll(ssh.shell()), is(OptionalInt.empty()));
        assertThat(Files.readString(here.resolve("pid")).strip(), is(pid));
        go();
        assertThat(end(), is(OptionalInt.of(7)));
        assertThat(starts(), is(1L));
    }

    @Test
    public void isStartedAnewWhenItWasKilled() throws Exception {
        command.poll(ssh.shell());
        String pid = await("pid");
        Result killed = ssh.shell().run(Command.of("kill", "-9", "--", "-" + pid));
        assertThat(killed.err(), killed.succeeded(), is(true));
        Files.delete(here.resolve("pid"));
        command.poll(ssh.shell());
        command.poll(ssh.shell());
        assertThat(await("pid"), is(not(pid)));
        go();
        assertThat(end(), is(OptionalInt.of(7)));
        assertThat(starts(), is(2L));
    }
}
