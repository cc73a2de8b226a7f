package io.jenkins.plugins.hummingbird.submit.inputs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.hummingbird.submit.scripts.RemoteScripts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What inputs.sh counts as the software of the tasks. */
public class InputsScriptTest {
    @Rule
    public final TemporaryFolder temp = new TemporaryFolder();

    /** The line that changes with the software. */
    private static String software(String home, Path usersHome) throws IOException, InterruptedException {
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", RemoteScripts.INPUTS.text(), "inputs", "", "true", home)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        bash.environment().put("HOME", usersHome.toString());
        Process process = bash.start();
        ByteArrayOutputStream nothing = new ByteArrayOutputStream();
        new GZIPOutputStream(nothing).close();
        process.getOutputStream().write(nothing.toByteArray());
        process.getOutputStream().close();
        String line = new String(new GZIPInputStream(process.getInputStream()).readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(), is(0));
        return line;
    }

    @Test
    public void aModelCountsWhereverTheHomeLies() throws Exception {
        for (String folder : List.of("cp", ".cache/cp", ".cache", ".config/cp", ".local", "a/.cache/b/cp")) {
            Path home = Files.createDirectories(temp.newFolder().toPath().resolve(folder));
            Path model =
                    Files.createDirectories(home.resolve(".cellpose/models")).resolve("cyto");
            Path settings = Files.createDirectories(home.resolve(".config")).resolve("settings");
            Files.writeString(model, "weights");
            String before = software(home.toString(), home);
            assertThat("of the user, in " + folder, software("user", home), is(before));
            Files.writeString(settings, "of a program");
            assertThat("what programs keep for themselves in " + folder, software(home.toString(), home), is(before));
            Files.writeString(model, "other weights");
            assertThat("another model in " + folder, software(home.toString(), home), is(not(before)));
            assertThat("another model of the user, in " + folder, software("user", home), is(not(before)));
        }
    }
}
