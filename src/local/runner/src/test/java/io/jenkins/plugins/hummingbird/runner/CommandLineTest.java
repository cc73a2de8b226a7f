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
import jenkins.local.LocalKey;
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
    }

    private CommandLine parse(String... more) {
        List<String> words = new ArrayList<>(List.of(jenkinsfile, workspace, "h"));
        words.addAll(List.of(more));
        return CommandLine.parse(words.toArray(new String[0]));
    }

    private void assertRefused(String why, String... more) {
        Exception e = assertThrows(IllegalArgumentException.class, () -> parse(more));
        assertThat(e.getMessage(), containsString(why));
    }

    @Test
    public void parametersKeepAllAfterTheFirstEquals() {
        assertEquals(
                Map.of("A", "b=c", "D", ""),
                parse("--parameter", "A=b=c", "--parameter", "D=").parameters());
    }

    @Test
    public void defaultsAreOfParametersOfSteps() {
        assertEquals(
                Map.of("hummingbirdSubmit", Map.of("memory", "2G", "user", "a.b=c")),
                parse("--default", "hummingbirdSubmit.memory=2G", "--default", "hummingbirdSubmit.user=a.b=c")
                        .defaults());
        assertRefused("there is no '.' in memory", "--default", "memory=2G");
    }

    @Test
    public void theGlobalConfigurationIsAFile() {
        assertRefused("there is no file", "--configuration", "no-such-file");
        assertEquals(
                jenkinsfile,
                parse("--configuration", jenkinsfile).configuration().toString());
    }

    @Test
    public void theKeyOfACredentialIsReadFromItsFile() throws Exception {
        Path file = Files.writeString(folder.newFile("key").toPath(), "the key");
        LocalKey key = parse("--credential", "a=me:" + file).credentials().get(0);
        assertEquals("a", key.getId());
        assertEquals("me", key.getUsername());
        assertEquals(List.of("the key"), key.getPrivateKeys());
        assertNull(key.getPassphrase());
    }

    @Test
    public void whatIsWrongIsNamed() {
        assertRefused("an argument is missing", "--parameter");
        assertRefused("unknown argument: --foo", "--foo", "a=b");
        assertRefused("there is no '=' in A", "--parameter", "A");
        assertRefused("there is no ':' in user", "--credential", "a=user");
        assertRefused("the key of the credential a cannot be read", "--credential", "a=user:/no/file");
        jenkinsfile = workspace;
        assertRefused("there is no file " + workspace);
    }
}
