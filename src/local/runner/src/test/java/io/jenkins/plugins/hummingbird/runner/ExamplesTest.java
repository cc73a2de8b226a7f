package io.jenkins.plugins.hummingbird.runner;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertEquals;

import hudson.model.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        copy(trial, pipeline);
        Result result = trial.run(EXAMPLES.resolve(jenkinsfile), "--parameter", "CREDENTIAL=not-there");
        assertThat(
                trial.log(),
                containsString("ERROR: sshCredentialsId: there is no SSH private key with the id 'not-there'"));
        assertEquals(Result.FAILURE, result);
    }

    private static void copy(Trial trial, String file) throws IOException {
        Path copy = Files.createDirectories(trial.workspace.resolve(EXAMPLES));
        Files.copy(EXAMPLES.resolve(file), copy.resolve(file));
    }

    @Test
    public void theStepTakesAllThatTheExampleForS3GivesIt() throws Exception {
        runWithoutCredential("s3.Jenkinsfile", "nuclei.cppipe");
    }

    @Test
    public void theExampleForS3HasAtMost25Lines() throws Exception {
        assertThat(Files.readAllLines(EXAMPLES.resolve("s3.Jenkinsfile")).size(), lessThanOrEqualTo(25));
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

    @Test
    public void theClusterTakesAllThatItsExampleGivesItForEachAction() throws Exception {
        Trial trial = new Trial(folder.getRoot().toPath());
        copy(trial, "cluster-config.yaml");
        for (String action : List.of("create", "describe", "stop", "start", "delete")) {
            Result result = trial.run(
                    EXAMPLES.resolve("cluster.Jenkinsfile"),
                    "--parameter",
                    "ACTION=" + action,
                    "--parameter",
                    "CREDENTIAL=not-there",
                    "--parameter",
                    "PCLUSTER=/not/there");
            boolean create = action.equals("create");
            String reason =
                    create ? "There is no CLI of ParallelCluster" : "awsCredentialsId: there is no AWS credential";
            assertThat(action, trial.log(), containsString("ERROR: " + reason));
            assertEquals(action, Result.FAILURE, result);
            assertEquals(action, create, trial.log().contains("Running on Jenkins"));
        }
    }

    @Test
    public void theNightDeletesItsClusterAlsoAfterAFailure() throws Exception {
        Trial trial = new Trial(folder.getRoot().toPath());
        Result result = trial.run(EXAMPLES.resolve("nightly.Jenkinsfile"), "--parameter", "CREDENTIAL=not-there");
        assertEquals(Result.FAILURE, result);
        assertThat(trial.log(), containsString("Stage \"Make the cluster\" skipped due to earlier failure(s)"));
        assertThat(trial.log(), containsString("{ (Declarative: Post Actions)\n[Pipeline] hummingbirdCluster\n"));
        assertThat(trial.log(), not(containsString("Running on Jenkins")));
    }
}
