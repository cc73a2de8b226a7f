package io.jenkins.plugins.hummingbird.ssh;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.ssh.remote.DetachedCommand;
import io.jenkins.plugins.hummingbird.ssh.remote.DetachedState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/** A detached command in folders of the test, ended after it. */
public final class DetachedCommandRule extends ExternalResource {
    static final String ID = "a.task-1";

    private final SshRule ssh;
    private final TemporaryFolder temporary = new TemporaryFolder();

    /** A working folder. */
    public Path here;

    Path place;
    Path other;
    public DetachedCommand command;

    public DetachedCommandRule(SshRule ssh) {
        this.ssh = ssh;
    }

    @Override
    protected void before() throws IOException {
        temporary.create();
        here = temporary.newFolder("it's here").toPath();
        place = temporary.newFolder("place").toPath();
        other = temporary.newFolder("other place").toPath();
        command = new DetachedCommand(ID, List.of(place.toString(), other.toString()));
    }

    @Override
    protected void after() {
        try {
            if (Files.exists(home().resolve(ID))) {
                command.end(ssh.shell());
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            temporary.delete();
        }
    }

    /** @return the folder of all detached commands of this user in the first place */
    public Path home() throws IOException {
        return home(place);
    }

    public static Path home(Path place) throws IOException {
        return place.resolve("hummingbird-" + Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    public void start(String script, String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of("bash", "-c", script, "task"));
        words.addAll(List.of(arguments));
        command.start(ssh.shell(), new byte[0], words);
    }

    public DetachedState poll() throws Exception {
        return command.poll(ssh.shell(), 0, OutputStream.nullOutputStream());
    }

    public DetachedState awaitEnd() throws Exception {
        Instant latest = Instant.now().plus(Duration.ofSeconds(20));
        DetachedState state = poll();
        while (state.kind() == DetachedState.Kind.RUNNING) {
            assertThat("the command ends within 20 s", Instant.now().isBefore(latest), is(true));
            state = poll();
        }
        return state;
    }

    public String output() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        command.poll(ssh.shell(), 0, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    public static void run(String... words) throws Exception {
        Process process = new ProcessBuilder(words).inheritIO().start();
        assertThat(String.join(" ", words), process.waitFor(), is(0));
    }
}
