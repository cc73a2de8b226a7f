package io.jenkins.plugins.hummingbird.ssh;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyArray;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.remote.DetachedCommand;
import io.jenkins.plugins.hummingbird.ssh.remote.DetachedState;
import io.jenkins.plugins.hummingbird.ssh.remote.DiskFullException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.AssumptionViolatedException;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** The folder of a detached command: its owner, its location, and full disks. */
public class DetachedCommandFolderTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common();

    @Rule(order = 0)
    public final SshRule ssh = new SshRule(HEAD_NODE);

    @Rule(order = 1)
    public final DetachedCommandRule task = new DetachedCommandRule(ssh);

    @Test
    public void isNotStartedWithIncompleteInput() throws Exception {
        Result result = ssh.shell()
                .run(Script.resource(DetachedCommand.class, "detached.sh")
                        .command("start", "a.task-1", "" + task.place, "--", "100", "touch", task.here + "/ran")
                        .stdin(SshRule.bytes("half")));
        assertThat(result.err(), result.exit(), is(75));
        assertThat(task.poll().kind(), is(DetachedState.Kind.LOST));
        assertThat(Files.exists(task.here.resolve("ran")), is(false));
    }

    @Test
    public void refusesAFolderThatMayBelongToAnotherUser() throws Exception {
        Path home = Files.createDirectory(task.home());
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertRefused();
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        if (HEAD_NODE.user().equals("root")) {
            DetachedCommandRule.run("chown", "65534", home.toString());
            assertRefused();
        }
        Files.delete(home);
        Files.createSymbolicLink(home, task.here);
        assertRefused();
        assertThat(task.here.toFile().list(), is(emptyArray()));
        assertThat(task.other.toFile().list(), is(emptyArray()));
    }

    private void assertRefused() throws Exception {
        OperationException e = assertThrows(OperationException.class, () -> task.start("true"));
        assertThat(e.getMessage(), containsString(task.home() + " on the head node"));
        assertThat(task.poll().kind(), is(DetachedState.Kind.LOST));
    }

    @Test
    public void usesTheNextFolderIfTheFirstIsMissing() throws Exception {
        Files.delete(task.place);
        task.start("echo here");
        assertThat(task.awaitEnd().succeeded(), is(true));
        assertThat(task.output(), is("here\n"));
        task.command.end(ssh.shell());
        assertThat(DetachedCommandRule.home(task.other).toFile().list(), is(emptyArray()));
    }

    @Test
    public void removesFoldersOlderThanAWeek() throws Exception {
        for (String old : List.of("ended", "running", "young")) {
            Files.createDirectories(task.home().resolve(old));
        }
        Files.setPosixFilePermissions(task.home(), PosixFilePermissions.fromString("rwx------"));
        Path lock = Files.createFile(task.home().resolve("running/lock"));
        for (String old : List.of("ended", "running")) {
            FileTime eightDaysAgo = FileTime.from(Instant.now().minus(Duration.ofDays(8)));
            Files.setLastModifiedTime(task.home().resolve(old), eightDaysAgo);
        }
        Process holder = new ProcessBuilder("flock", lock.toString(), "sleep", "60").start();
        try {
            while (new ProcessBuilder("flock", "-n", lock.toString(), "true")
                            .start()
                            .waitFor()
                    == 0) {
                Thread.sleep(20);
            }
            task.start("true");
        } finally {
            holder.descendants().forEach(ProcessHandle::destroy);
            holder.destroy();
        }
        assertThat(Files.exists(task.home().resolve("ended")), is(false));
        assertThat(Files.exists(task.home().resolve("running")), is(true));
        assertThat(Files.exists(task.home().resolve("young")), is(true));
    }

    /** Runs steps with a real file system of 200 KB. */
    private void onSmallDisk(Path folder, Steps steps) throws Exception {
        try {
            DetachedCommandRule.run("mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", folder.toString());
        } catch (AssertionError e) {
            throw new AssumptionViolatedException("mounting a small file system is not permitted", e);
        }
        try {
            steps.run();
        } finally {
            DetachedCommandRule.run("umount", "-l", folder.toString());
        }
    }

    private interface Steps {
        void run() throws Exception;
    }

    private static void fill(Path folder) throws Exception {
        DetachedCommandRule.run("sh", "-c", "cat /dev/zero >\"$1/fill\" 2>/dev/null || true", "sh", folder.toString());
    }

    @Test
    public void usesTheNextFolderIfTheFirstIsFullAndReportsWhenAllAre() throws Exception {
        onSmallDisk(task.place, () -> {
            fill(task.place);
            task.start("echo here");
            assertThat(task.awaitEnd().succeeded(), is(true));
            assertThat(Files.exists(DetachedCommandRule.home(task.other).resolve("a.task-1/out")), is(true));
            task.command.end(ssh.shell());
            task.command = new DetachedCommand("a.task-1", List.of(task.place.toString()));
            DiskFullException e = assertThrows(DiskFullException.class, () -> task.start("echo here"));
            assertThat(e.getMessage(), containsString("no room left"));
            assertThat(e.getMessage(), containsString(task.home().toString()));
            Files.delete(task.place.resolve("fill"));
            task.start("echo here");
            assertThat(task.awaitEnd().succeeded(), is(true));
        });
    }

    @Test
    public void reportsItsExitCodeAlsoWhenItFillsTheDisk() throws Exception {
        onSmallDisk(task.place, () -> {
            task.start("head -c 300000 /dev/zero");
            DetachedState state = task.awaitEnd();
            assertThat(state.kind(), is(DetachedState.Kind.ENDED));
            assertThat(state.exit(), is(greaterThan(0)));
            IOException why = task.command.failure(ssh.shell(), state, "the task");
            assertThat(why.getClass(), is((Object) DiskFullException.class));
            assertThat(
                    why.getMessage(),
                    containsString(task.home().resolve("a.task-1").toString()));
            task.command.end(ssh.shell());
        });
    }
}
