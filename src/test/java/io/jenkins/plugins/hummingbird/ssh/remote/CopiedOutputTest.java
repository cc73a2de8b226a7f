package io.jenkins.plugins.hummingbird.ssh.remote;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.Patience;
import io.jenkins.plugins.hummingbird.ssh.DetachedCommandRule;
import io.jenkins.plugins.hummingbird.ssh.SshRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class CopiedOutputTest {
    /** Ends in the middle of a line until the file go exists. */
    private static final String PRINTING = "printf 'first\\nsec'; touch \"$1/printed\";"
            + " while [ ! -e \"$1/go\" ]; do sleep 0.05; done; printf 'ond\\nlast'";

    private static final String ALL = "first\nsecond\nlast";

    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common();

    @Rule(order = 0)
    public final SshRule ssh = new SshRule(HEAD_NODE);

    @Rule(order = 1)
    public final DetachedCommandRule task = new DetachedCommandRule(ssh);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final CopiedOutput output = new CopiedOutput();
    private final List<String> lines = new ArrayList<>();
    private Path file;

    @Before
    public void startPrinting() throws Exception {
        file = folder.getRoot().toPath().resolve("output");
        task.command.start(ssh.shell(), new byte[0], List.of("bash", "-c", PRINTING, "printing", task.here.toString()));
        Patience.await("it prints", () -> Files.exists(task.here.resolve("printed")));
    }

    private void go() throws Exception {
        Files.createFile(task.here.resolve("go"));
    }

    private DetachedState copyLines() throws Exception {
        return output.copyLines(task.command, ssh.shell(), file, lines::add);
    }

    @Test
    public void copiesWholeLinesWhileTheCommandRunsAndTheRestWhenItHasEnded() throws Exception {
        assertThat(copyLines().kind(), is(DetachedState.Kind.RUNNING));
        assertThat(lines, contains("first"));
        assertThat(Files.readString(file), is("first\n"));
        Files.writeString(file, "first\nwhat a crash left");
        go();
        while (!copyLines().isComplete()) {
            // each poll waits for a while
        }
        assertThat(lines, contains("first", "second", "last"));
        assertThat(Files.readString(file), is(ALL));
        assertThat(output.bytes(), is((long) ALL.length()));
    }

    @Test
    public void copiesAllBytesAndKnowsWhetherTheFileHasThem() throws Exception {
        output.copy(task.command, ssh.shell(), file);
        assertThat(Files.readString(file), is("first\nsec"));
        go();
        while (!output.copy(task.command, ssh.shell(), file).isComplete()) {
            // each poll waits for a while
        }
        assertThat(Files.readString(file), is(ALL));
        assertThat(output.isIn(file), is(true));
        Files.delete(file);
        assertThat(output.isIn(file), is(false));
        output.restart();
        output.copy(task.command, ssh.shell(), file);
        assertThat(Files.readString(file), is(ALL));
    }
}
