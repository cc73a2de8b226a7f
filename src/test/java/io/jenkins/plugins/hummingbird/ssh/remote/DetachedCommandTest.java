package io.jenkins.plugins.hummingbird.ssh.remote;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyArray;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.Patience;
import io.jenkins.plugins.hummingbird.operation.Limits;
import io.jenkins.plugins.hummingbird.ssh.DetachedCommandRule;
import io.jenkins.plugins.hummingbird.ssh.SshRule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

public class DetachedCommandTest {
    /** Records its start and waits for a file; its process id is in {@code pid}. */
    private static final String WAITING = "cd \"$1\"; echo started >>starts; echo $PPID >pid; echo out; echo err >&2;"
            + " while [ ! -e go ]; do sleep 0.05; done; echo \"$(cat <&3)\"; exit 7";

    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common();

    @Rule(order = 0)
    public final SshRule ssh = new SshRule(HEAD_NODE);

    @Rule(order = 1)
    public final DetachedCommandRule task = new DetachedCommandRule(ssh);

    private void startWaiting() throws Exception {
        task.command.start(
                ssh.shell(),
                SshRule.bytes("$(input)"),
                List.of("bash", "-c", "exec 3<&0; " + WAITING, "waiting", task.here.toString()));
    }

    private String await(String file) throws Exception {
        Path said = task.here.resolve(file);
        Patience.await(file + " is there", () -> Files.exists(said) && Files.size(said) > 0);
        return Files.readString(task.here.resolve(file)).strip();
    }

    private void go() throws Exception {
        Files.createFile(task.here.resolve("go"));
    }

    private long starts() throws Exception {
        return Files.readAllLines(task.here.resolve("starts")).size();
    }

    private static List<String> processes(Path folder) {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.contains(folder.toString()))
                .toList();
    }

    @Test
    public void keepsOutputAndExitCodeUntilItIsEnded() throws Exception {
        startWaiting();
        assertThat(task.poll().kind(), is(DetachedState.Kind.RUNNING));
        go();
        assertThat(task.awaitEnd(), is(new DetachedState(DetachedState.Kind.ENDED, 7, 13, false)));
        startWaiting();
        assertThat(task.output(), is("out\n$(input)\n"));
        assertThat(starts(), is(1L));
        String why = task.command.failure(ssh.shell(), task.poll(), "the task").getMessage();
        assertThat(why, containsString("the task failed with exit code 7: err"));
        task.command.end(ssh.shell());
        task.command.end(ssh.shell());
        assertThat(task.home().toFile().list(), is(emptyArray()));
        assertThat(task.poll().kind(), is(DetachedState.Kind.LOST));
    }

    @Test
    public void runsOnceHoweverManyStartIt() throws Exception {
        ExecutorService many = Executors.newFixedThreadPool(6);
        try {
            List<Future<?>> starts = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                starts.add(many.submit(() -> {
                    startWaiting();
                    return null;
                }));
            }
            for (Future<?> start : starts) {
                start.get();
            }
        } finally {
            many.shutdown();
        }
        go();
        assertThat(task.awaitEnd().exit(), is(7));
        assertThat(starts(), is(1L));
    }

    @Test
    public void continuesWhenItsConnectionIsLost() throws Exception {
        startWaiting();
        String pid = await("pid");
        SshRule.session(ssh.shell()).destroyForcibly();
        HEAD_NODE.part("sshd", "kill");
        HEAD_NODE.part("sshd", "start");
        assertThat(task.poll().kind(), is(DetachedState.Kind.RUNNING));
        assertThat(await("pid"), is(pid));
        go();
        assertThat(task.awaitEnd().exit(), is(7));
        assertThat(starts(), is(1L));
    }

    @Test
    public void isLostWhenItWasKilledAndStartsAgainOnlyAfterItWasEnded() throws Exception {
        startWaiting();
        DetachedCommandRule.run("kill", "-9", "--", "-" + await("pid"));
        startWaiting();
        DetachedState lost = task.awaitEnd();
        assertThat(lost.kind(), is(DetachedState.Kind.LOST));
        assertThat(
                task.command.failure(ssh.shell(), lost, "the task").getMessage(), containsString("the task is gone"));
        assertThat(starts(), is(1L));
        task.command.end(ssh.shell());
        startWaiting();
        go();
        assertThat(task.awaitEnd().exit(), is(7));
        assertThat(starts(), is(2L));
    }

    @Test
    public void reportsTheSignalThatEndedIt() throws Exception {
        task.start("kill -9 $$");
        assertThat(task.awaitEnd(), is(new DetachedState(DetachedState.Kind.ENDED, 137, 0, false)));
    }

    /** As a move does: again when it is not known whether it has ended. */
    private void end() throws Exception {
        for (int attempts = 1; ; attempts++) {
            try {
                task.command.end(ssh.shell());
                return;
            } catch (IOException e) {
                if (attempts == 5) {
                    throw e;
                }
            }
        }
    }

    @Test
    public void isEndedWithAllProcessesThatItStarted() throws Exception {
        task.start(
                "(bash -c 'trap \"\" TERM; echo x >\"$1/pid\"; while :; do sleep 0.1; done' child \"$1\") & wait",
                "" + task.here);
        await("pid");
        end();
        assertThat(processes(task.here), is(List.of()));
        assertThat(task.home().toFile().list(), is(emptyArray()));
    }

    @Test
    public void isReadFromAnyOffset() throws Exception {
        task.start(
                "printf '0123\\303\\244'; touch \"$1/said\"; while [ ! -e \"$1/go\" ]; do sleep 0.05; done; printf end",
                "" + task.here);
        Patience.await("it has said something", () -> task.output().length() >= 5);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(
                task.command.poll(ssh.shell(), 5, out), is(new DetachedState(DetachedState.Kind.RUNNING, 0, 6, false)));
        assertThat(out.toByteArray(), is(new byte[] {(byte) 0xa4}));
        go();
        task.awaitEnd();
        out.reset();
        assertThat(
                task.command.poll(ssh.shell(), 6, out), is(new DetachedState(DetachedState.Kind.ENDED, 0, 9, false)));
        assertThat(out.toString(StandardCharsets.UTF_8), is("end"));
    }

    @Test
    public void isReadInParts() throws Exception {
        long size = 2L * Limits.POLL + 5;
        task.start("head -c \"$1\" /dev/zero", "" + size);
        assertThat(task.awaitEnd().more(), is(true));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DetachedState state = task.command.poll(ssh.shell(), 0, out);
        for (int i = 0; i < 2; i++) {
            assertThat(state.more(), is(true));
            state = task.command.poll(ssh.shell(), state.offset(), out);
        }
        assertThat(state, is(new DetachedState(DetachedState.Kind.ENDED, 0, size, false)));
        assertThat((long) out.size(), is(size));
    }

    @Test
    public void runsAScriptWithAllOutputInOneLog() throws Exception {
        task.command.start(
                ssh.shell(),
                SshRule.bytes("echo one\necho two >&2\ncat\necho three\n"),
                List.of("bash", "-c", "exec bash ./input </dev/null 2>&1"));
        assertThat(task.awaitEnd().succeeded(), is(true));
        assertThat(task.output(), is("one\ntwo\nthree\n"));
    }
}
