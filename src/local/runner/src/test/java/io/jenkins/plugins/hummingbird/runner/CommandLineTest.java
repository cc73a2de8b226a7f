package io.jenkins.plugins.hummingbird.runner;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jenkins.model.LocalJenkins;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class CommandLineTest {
    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private String jenkinsfile;
    private String workspace;

    @Before
    public void makeFiles() throws Exception {
        jenkinsfile = folder.newFile("Jenkinsfile").toString();
        workspace = folder.getRoot().toString();
        LocalJenkins.start(folder.getRoot());
    }

    private CommandLine parse(String... more) {
        List<String> words =
                new ArrayList<>(List.of("--jenkinsfile", jenkinsfile, "--workspace", workspace, "--home", "h"));
        words.addAll(List.of(more));
        return CommandLine.parse(words.toArray(new String[0]));
    }

    private static void assertRefused(String why, String... words) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> CommandLine.parse(words));
        assertThat(e.getMessage(), containsString(why));
    }

    @Test
    public void parametersKeepAllAfterTheFirstEquals() {
        assertEquals(
                Map.of("A", "b=c", "D", ""),
                parse("--parameter", "A=b=c", "--parameter", "D=").parameters());
    }

    @Test
    public void aCredentialIsReadFromItsFiles() throws Exception {
        Path key = Files.writeString(folder.newFile("key").toPath(), "the key");
        Path phrase = Files.writeString(folder.newFile("phrase").toPath(), "the phrase\n");
        CommandLine line = parse("--credential", "a=me:" + key, "--credential", "b=you:" + key + ":" + phrase);
        KeyFileCredential plain = line.credentials().get(0);
        assertEquals("a", plain.getId());
        assertEquals("me", plain.getUsername());
        assertEquals(List.of("the key"), plain.getPrivateKeys());
        assertNull(plain.getPassphrase());
        assertEquals("the phrase", line.credentials().get(1).getPassphrase().getPlainText());
    }

    @Test
    public void whatIsWrongIsNamed() {
        assertRefused("--jenkinsfile is missing");
        assertRefused("unknown argument: --foo", "--foo");
        assertRefused("--home needs a value", "--home");
        assertRefused(
                "there is no file", "--jenkinsfile", workspace + "/none", "--workspace", workspace, "--home", "h");
        assertRefused("there is no folder", "--jenkinsfile", jenkinsfile, "--workspace", jenkinsfile, "--home", "h");
        assertRefused("there is no '=' in A", "--parameter", "A");
        assertRefused("there is no ':' in user", "--credential", "a=user");
    }
}
