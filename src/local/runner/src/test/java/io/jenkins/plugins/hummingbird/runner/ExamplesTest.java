package io.jenkins.plugins.hummingbird.runner;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.Assert.assertEquals;

import hudson.model.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The example as it stands, with the real step: as far as it gets without a head node. */
public class ExamplesTest {
    private static final Path EXAMPLES = Path.of("docs/examples");

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void theStepTakesAllThatTheExampleGivesIt() throws Exception {
        Trial trial = new Trial(folder.getRoot().toPath());
        Path copy = Files.createDirectories(trial.workspace.resolve(EXAMPLES));
        Files.copy(EXAMPLES.resolve("nuclei.cppipe"), copy.resolve("nuclei.cppipe"));
        Result result = trial.run(EXAMPLES.resolve("submit.Jenkinsfile"), "--parameter", "CREDENTIAL=not-there");
        assertThat(
                trial.log(),
                containsString("ERROR: sshCredentialsId: there is no SSH private key with the id 'not-there'"));
        assertEquals(Result.FAILURE, result);
    }
}
