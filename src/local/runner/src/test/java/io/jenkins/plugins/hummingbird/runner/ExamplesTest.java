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

/** The examples as they stand, with the real step: as far as they get without a head node. */
public class ExamplesTest {
    private static final Path EXAMPLES = Path.of("docs/examples");

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void theStepTakesAllThatTheExampleGivesIt() throws Exception {
        runWithoutCredential("submit.Jenkinsfile", "nuclei.cppipe");
    }

    @Test
    public void theStepTakesAllThatTheExampleOfThreeStagesGivesIt() throws Exception {
        runWithoutCredential("plates.Jenkinsfile", "illumination.cppipe");
    }

    private void runWithoutCredential(String jenkinsfile, String pipeline) throws Exception {
        Trial trial = new Trial(folder.getRoot().toPath());
        Path copy = Files.createDirectories(trial.workspace.resolve(EXAMPLES));
        Files.copy(EXAMPLES.resolve(pipeline), copy.resolve(pipeline));
        Result result = trial.run(EXAMPLES.resolve(jenkinsfile), "--parameter", "CREDENTIAL=not-there");
        assertThat(
                trial.log(),
                containsString("ERROR: sshCredentialsId: there is no SSH private key with the id 'not-there'"));
        assertEquals(Result.FAILURE, result);
    }

    @Test
    public void theBakeTakesAllThatItsExampleGivesIt() throws Exception {
        Trial trial = new Trial(folder.getRoot().toPath());
        Result result = trial.run(
                EXAMPLES.resolve("bake.Jenkinsfile"),
                "--parameter",
                "CREDENTIAL=not-there",
                "--parameter",
                "ADDRESS=public",
                "--parameter",
                "ALLOWED=203.0.113.7/32",
                "--parameter",
                "SCRIPT=true");
        assertThat(trial.log(), containsString("ERROR: awsCredentialsId: there is no AWS credential"));
        assertEquals(Result.FAILURE, result);
    }

    @Test
    public void theBakeSaysWhatIsMissingBeforeItUsesAws() throws Exception {
        Trial trial = new Trial(folder.getRoot().toPath());
        trial.run(EXAMPLES.resolve("bake.Jenkinsfile"), "--parameter", "ADDRESS=public");
        assertThat(trial.log(), containsString("ERROR: allowedCidr: with address public, say which addresses"));
    }
}
