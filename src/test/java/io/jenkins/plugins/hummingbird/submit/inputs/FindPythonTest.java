package io.jenkins.plugins.hummingbird.submit.inputs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.submit.scripts.RemoteScripts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The Python of a command of CellProfiler, in all the ways in which people start it. */
public class FindPythonTest {
    @Rule
    public final TemporaryFolder temp = new TemporaryFolder();

    private Path program(String name, String... lines) throws IOException {
        Path program = temp.getRoot().toPath().resolve(name);
        Files.createDirectories(program.getParent());
        Files.writeString(program, String.join("\n", lines) + "\n");
        program.toFile().setExecutable(true);
        return program;
    }

    private String python() throws IOException {
        return program("conda/envs/cp/bin/python3.9", "#!/bin/sh").toString();
    }

    /** What is found for a command, by the shell of containers; empty when nothing is. */
    private static String found(Path command) throws IOException, InterruptedException {
        String script = RemoteScripts.FIND_PYTHON.text() + "find_python \"$1\" && printf %s \"$python\"; exit 0";
        Process shell = new ProcessBuilder("sh", "-c", script, "sh", command.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor(), is(0));
        return out;
    }

    @Test
    public void aScriptOfPythonNamesItItself() throws Exception {
        assertThat(found(program("bin/cellprofiler", "#!" + python(), "import cellprofiler")), is(python()));
        assertThat(
                "as pip begins one whose path is too long",
                found(program("bin/cellprofiler", "#!/bin/sh", "'''exec' \"" + python() + "\" \"$0\" \"$@\"", "' '''")),
                is(python()));
    }

    @Test
    public void aShellScriptIsFollowed() throws Exception {
        Path inner = program("conda/envs/cp/bin/cellprofiler", "#!" + python());
        Path outer = program(
                "bin/cellprofiler",
                "#!/bin/bash",
                "# was /old/bin/cellprofiler",
                "JAVA_HOME='/usr/lib/jvm/java' exec '" + inner + "' \"$@\"");
        assertThat(found(outer), is(python()));
        assertThat(found(program("bin/second", "#!/bin/sh", outer + " \"$@\"")), is(python()));
        assertThat(
                found(program("bin/module", "#!/bin/sh", "exec " + python() + " -m cellprofiler \"$@\"")),
                is(python()));
    }

    @Test
    public void whatLeadsNowhereIsNotFound() throws Exception {
        assertThat(found(program("bin/cellprofiler", "#!/bin/bash", "echo 'no cellprofiler'")), is(""));
        assertThat(
                "itself",
                found(program("bin/cellprofiler", "#!/bin/sh", temp.getRoot() + "/bin/cellprofiler")),
                is(""));
        assertThat("no such Python", found(program("bin/cellprofiler", "#!/none/bin/python3")), is(""));
        assertThat("no text", found(program("bin/cellprofiler", "\177ELF\0\1")), is(""));
        assertThat("no file", found(Path.of("/none/cellprofiler")), is(""));
    }
}
