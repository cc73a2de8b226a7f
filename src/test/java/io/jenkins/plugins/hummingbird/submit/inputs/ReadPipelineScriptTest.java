package io.jenkins.plugins.hummingbird.submit.inputs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.hummingbird.Patience;
import io.jenkins.plugins.hummingbird.submit.scripts.RemoteScripts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What read-pipeline.sh does with a CellProfiler, or a plugin, that behaves badly while it reads. */
public class ReadPipelineScriptTest {
    @Rule
    public final TemporaryFolder temp = new TemporaryFolder();

    private Path root;

    @Before
    public void root() throws IOException {
        root = temp.getRoot().toPath().toRealPath();
        program("cellprofiler", "#!" + root + "/python3");
    }

    private void program(String name, String... lines) throws IOException {
        Path program = root.resolve(name);
        String text = String.join("\n", lines) + "\n";
        // an answer is kept for a program of the same time
        if (!Files.exists(program) || !Files.readString(program).equals(text)) {
            Files.writeString(program, text);
            program.toFile().setExecutable(true);
        }
    }

    /** What the script prints when the Python of CellProfiler does this; $7 is the file of the answer. */
    private String read(String home, String... lines) throws Exception {
        program("python3", "#!/bin/sh", String.join("\n", lines));
        Path said = root.resolve("said");
        Process process = new ProcessBuilder(
                        "bash",
                        "-c",
                        RemoteScripts.READ_PIPELINE.text(),
                        "read-pipeline",
                        RemoteScripts.FIND_PYTHON.text(),
                        "reader",
                        root.toString(),
                        "",
                        "",
                        home,
                        root + "/cellprofiler")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(said.toFile())
                .start();
        process.getOutputStream().write("pipeline".getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        assertThat("its end", process.waitFor(Patience.SECONDS, TimeUnit.SECONDS), is(true));
        assertThat(process.exitValue(), is(0));
        return Files.readString(said);
    }

    @Test
    public void whatAPluginPrintsDoesNotFillTheDisk() throws Exception {
        String answer = read(
                "",
                "head -c 3000000 /dev/zero | tr '\\0' 'x'",
                "printf 'version %s\\nend\\n' \"$(stat -c %s -- \"${6%/*}/log\")\" >\"$6\"");
        assertThat(answer, startsWith("version "));
        assertThat(Integer.parseInt(answer.split("[ \n]")[1]), is(lessThanOrEqualTo(1 << 20)));
    }

    @Test
    public void itsLastWordsAreSaid() throws Exception {
        assertThat(read("", "echo one; echo 'it is broken' >&2; exit 3"), is("unread\texit code 3: it is broken\n"));
    }

    @Test
    public void whatItLeavesBehindIsNotWaitedForAndEnds() throws Exception {
        String answer = read(
                "",
                "setsid sleep 1000 &",
                "echo $! >'" + root + "/far'",
                "sleep 1000 &",
                "echo $! >'" + root + "/near'",
                "printf 'version 4\\nend\\n' >\"$6\"");
        long far = Long.parseLong(Files.readString(root.resolve("far")).strip());
        ProcessHandle.of(far).ifPresent(ProcessHandle::destroyForcibly);
        assertThat(answer, is("version 4\nend\n"));
        long near = Long.parseLong(Files.readString(root.resolve("near")).strip());
        ProcessHandle left = ProcessHandle.of(near).orElse(null);
        if (left != null) {
            left.onExit().get(Patience.SECONDS, TimeUnit.SECONDS);
        }
    }

    @Test
    public void itIsTheFirstToGoWhenMemoryRunsOut() throws Exception {
        String answer = read("", "printf 'version %s\\nend\\n' \"$(cat /proc/self/oom_score_adj)\" >\"$6\"");
        assertThat(answer, is("version 1000\nend\n"));
    }

    @Test
    public void anAnswerIsKeptUnlessAHomeIsGiven() throws Exception {
        String counts =
                "echo >>'" + root + "/count'; printf 'version %s\\nend\\n' \"$(wc -l <'" + root + "/count')\" >\"$6\"";
        assertThat(read("", counts), containsString("version 1\n"));
        assertThat("kept", read("", counts), containsString("version 1\n"));
        String home = temp.newFolder("home").toString();
        assertThat(read(home, counts), containsString("version 2\n"));
        assertThat("what is in it may have changed", read(home, counts), containsString("version 3\n"));
        assertThat(read("user", counts), containsString("version 4\n"));
        assertThat(read("user", counts), containsString("version 5\n"));
        assertThat("that of the empty home", read("", counts), containsString("version 1\n"));
    }
}
