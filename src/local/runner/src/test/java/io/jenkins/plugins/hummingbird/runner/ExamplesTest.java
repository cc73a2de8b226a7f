package io.jenkins.plugins.hummingbird.runner;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertEquals;

import hudson.model.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

    /** @return the log */
    private String runWithoutCredential(String jenkinsfile, String pipeline) throws Exception {
        Trial trial = new Trial(folder.getRoot().toPath());
        copy(trial, pipeline);
        Path configuration = Files.writeString(
                folder.getRoot().toPath().resolve("jenkins.yaml"),
                """
                unclassified:
                  hummingbird:
                    clusters:
                      - name: lab
                        host: head-node.example.org
                        sshCredentialsId: not-there
                """);
        Result result = trial.run(EXAMPLES.resolve(jenkinsfile), "--configuration", configuration.toString());
        assertThat(
                trial.log(),
                containsString("ERROR: sshCredentialsId: there is no SSH private key with the id 'not-there'"));
        assertEquals(Result.FAILURE, result);
        return trial.log();
    }

    private static void copy(Trial trial, String file) throws IOException {
        Files.copy(EXAMPLES.resolve(file), trial.workspace.resolve(file));
    }

    @Test
    public void theStepTakesAllThatTheExampleForS3GivesIt() throws Exception {
        runWithoutCredential("s3.Jenkinsfile", "nuclei.cppipe");
    }

    /** Whoever copies one reads it first. */
    @Test
    public void eachExampleIsShort() throws Exception {
        Map<String, Integer> most = Map.of(
                "submit",
                15,
                "bake",
                15,
                "cluster",
                20,
                "nightly",
                45,
                "nightly-scripted",
                45,
                "s3",
                25,
                "plates",
                40,
                "sample",
                30);
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".Jenkinsfile")).toList()) {
                String name = file.getFileName().toString().replace(".Jenkinsfile", "");
                assertThat(name, most.keySet(), hasItem(name));
                List<String> lines = Files.readAllLines(file);
                assertThat(name, lines.size(), lessThanOrEqualTo(most.get(name)));
                for (String line : lines) {
                    assertThat(line, line.length(), lessThanOrEqualTo(125));
                }
            }
        }
    }

    @Test
    public void nobodyIsAskedWhereTheSampleOfTheExampleCannotRun() throws Exception {
        String log = runWithoutCredential("sample.Jenkinsfile", "nuclei.cppipe");
        assertThat(log, containsString("Stage \"Agree\" skipped due to earlier failure(s)"));
    }

    @Test
    public void theBakeTakesAllThatItsExampleGivesIt() throws Exception {
        Trial trial = new Trial(folder.getRoot().toPath());
        Result result = trial.run(
                EXAMPLES.resolve("bake.Jenkinsfile"),
                "--default",
                "hummingbirdBakeAmi.awsCredentialsId=not-there",
                "--default",
                "hummingbirdBakeAmi.script=true");
        assertThat(trial.log(), containsString("ERROR: awsCredentialsId: there is no AWS credential"));
        assertEquals(Result.FAILURE, result);
    }

    @Test
    public void theBakeSaysWhatIsMissingBeforeItUsesAws() throws Exception {
        Trial trial = new Trial(folder.getRoot().toPath());
        trial.run(EXAMPLES.resolve("bake.Jenkinsfile"), "--default", "hummingbirdBakeAmi.address=public");
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
                    "--default",
                    "hummingbirdCluster.awsCredentialsId=not-there",
                    "--default",
                    "hummingbirdCluster.pcluster=/not/there");
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
        Result result = trial.run(
                EXAMPLES.resolve("nightly.Jenkinsfile"), "--default", "hummingbirdBakeAmi.awsCredentialsId=not-there");
        assertEquals(Result.FAILURE, result);
        assertThat(trial.log(), containsString("Stage \"Create the cluster\" skipped due to earlier failure(s)"));
        assertThat(trial.log(), containsString("{ (Declarative: Post Actions)\n[Pipeline] hummingbirdCluster\n"));
        assertThat(trial.log(), not(containsString("Running on Jenkins")));
    }
}
