package io.jenkins.plugins.hummingbird.runner;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertEquals;

import hudson.model.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class PipelineTest {
    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Trial trial;

    @Before
    public void makeTrial() throws Exception {
        trial = new Trial(folder.getRoot().toPath());
    }

    @Test
    public void theLogIsThatOfJenkins() throws Exception {
        assertEquals(Result.SUCCESS, trial.steps("echo 'hello'"));
        String expected = String.join(
                "\n",
                "Started from the command line",
                "[Pipeline] Start of Pipeline",
                "[Pipeline] stage",
                "[Pipeline] { (One)",
                "[Pipeline] echo",
                "hello",
                "[Pipeline] }",
                "[Pipeline] // stage",
                "[Pipeline] End of Pipeline",
                "Finished: SUCCESS",
                "");
        assertEquals(expected, trial.log());
        assertEquals(expected, Files.readString(trial.folder.resolve("home/jobs/trial/builds/1/log")));
    }

    @Test
    public void theResultOfAStepIsReadInTheScript() throws Exception {
        trial.steps("script { def found = probe(end: 'success', number: '5')\n echo \"six: ${found.number + 1}\" }");
        assertThat(trial.log(), containsString("\nsix: 6\n"));
    }

    @Test
    public void aStepMayEndOnAnotherThread() throws Exception {
        assertEquals(Result.SUCCESS, trial.steps("probe end: 'later'"));
    }

    @Test
    public void aFailureSkipsLaterStagesAndRunsPost() throws Exception {
        Result result = trial.pipeline(
                "agent none\n"
                        + "stages { stage('One') { steps {\n probe end: 'failure'\n echo 'not me' } }\n"
                        + "stage('Two') { steps { echo 'nor me' } } }\n"
                        + "post {\n unstable { echo 'post unstable' }\n failure { echo 'post failure' }\n always { echo 'post always' } }");
        assertEquals(Result.FAILURE, result);
        assertThat(trial.log(), containsString("Stage \"Two\" skipped due to earlier failure(s)\n"));
        assertThat(trial.log(), not(containsString("me\n")));
        assertThat(trial.log(), containsString("post always\n[Pipeline] echo\npost failure\n"));
        assertThat(trial.log(), not(containsString("post unstable")));
        assertThat(trial.log(), endsWith("[Pipeline] End of Pipeline\nERROR: as told\nFinished: FAILURE\n"));
    }

    @Test
    public void whatAStepThrowsIsItsFailure() throws Exception {
        assertEquals(Result.FAILURE, trial.steps("probe end: 'throw'"));
        assertThat(trial.log(), containsString("ERROR: thrown as told\n"));
    }

    @Test
    public void theScriptCanCatchAFailure() throws Exception {
        Result result = trial.steps(
                "script { try { probe end: 'failure' } catch (hudson.AbortException e) { echo \"caught ${e.message}\" } }");
        assertEquals(Result.SUCCESS, result);
        assertThat(trial.log(), containsString("caught as told\n"));
    }

    @Test
    public void anUnstableBuildGoesOn() throws Exception {
        Result result =
                trial.steps("probe end: 'unstable'\n echo 'it goes on'", "post { unstable { echo 'post unstable' } }");
        assertEquals(Result.UNSTABLE, result);
        assertThat(trial.log(), containsString("it goes on\n"));
        assertThat(trial.log(), containsString("post unstable\n"));
    }

    @Test
    public void aSecondEndOfAStepFailsTheBuild() throws Exception {
        assertEquals(Result.FAILURE, trial.steps("probe end: 'twice'"));
        assertThat(trial.log(), containsString("ERROR: probe ended twice\ntold so\n"));
    }

    @Test(timeout = 600_000)
    public void aStepThatClaimsToHaveEndedMustHaveSaidHow() throws Exception {
        assertEquals(Result.FAILURE, trial.steps("probe end: 'nothing'"));
        assertThat(trial.log(), containsString("neither with a success nor a failure"));
    }

    @Test(timeout = 600_000)
    public void anAbortStopsTheStepAndRunsPost() throws Exception {
        CompletableFuture<Void> abort = CompletableFuture.runAsync(() -> {
            try {
                trial.abortAt("waits for a stop");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        Result result = trial.steps(
                "probe end: 'stop'\n echo 'not me'", "post { always { probe end: 'later'\n echo 'post aborted' } }");
        abort.get();
        assertEquals(Result.ABORTED, result);
        assertThat(trial.log(), containsString("post aborted\n"));
        assertThat(trial.log(), not(containsString("not me")));
        assertThat(trial.log(), endsWith("Aborted by a signal\nFinished: ABORTED\n"));
    }

    @Test
    public void withoutAnAgentThereIsNoWorkspace() throws Exception {
        trial.steps("script { def found = probe end: 'success'\n echo \"${found.workspace} ${found.launcher}\" }");
        assertThat(trial.log(), containsString("\nnone false\n"));
    }

    @Test
    public void anAgentHasAWorkspace() throws Exception {
        trial.pipeline("agent none\nstages { stage('One') { agent any\n steps { script {"
                + "def found = probe(end: 'success')\n echo \"${found.workspace} ${found.launcher}\" } } } }");
        assertThat(trial.log(), containsString("\n" + trial.workspace + " true\n"));
        assertThat(
                trial.log(),
                containsString("[Pipeline] node\nRunning on Jenkins in " + trial.workspace + "\n[Pipeline] {\n"));
    }

    @Test
    public void aStepThatNeedsAnAgentSaysSo() throws Exception {
        assertEquals(Result.FAILURE, trial.steps("needsNode()"));
        assertThat(trial.log(), containsString("ERROR: needsNode needs a hudson.FilePath"));
    }

    @Test
    public void parametersHaveTheirDefaultsOrWhatIsGiven() throws Exception {
        String pipeline = "agent none\nparameters {\n string(name: 'A', defaultValue: 'a')\n string(name: 'B') }\n"
                + "stages { stage('One') { steps { echo \"<${params.A}><${params.B}><${env.A}>\" } } }";
        trial.pipeline(pipeline);
        assertThat(trial.log(), containsString("<a><><a>\n"));
        trial.pipeline(pipeline, "--parameter", "A=x=y");
        assertThat(trial.log(), containsString("<x=y><><x=y>\n"));
    }

    @Test
    public void aParameterThatTheJenkinsfileDoesNotHaveIsRefused() throws Exception {
        Result result = trial.pipeline(
                "agent none\nparameters { string(name: 'A') }\nstages { stage('One') { steps { echo 'not me' } } }",
                "--parameter",
                "B=1");
        assertEquals(Result.FAILURE, result);
        assertThat(trial.log(), containsString("ERROR: the Jenkinsfile has no parameter B; it has: A\n"));
        assertThat(trial.log(), not(containsString("not me")));
    }

    @Test
    public void eachRunIsABuildOfItsOwn() throws Exception {
        String steps = "script { echo \"${probe(end: 'success').build} ${env.BUILD_NUMBER}\" }";
        trial.steps(steps);
        assertThat(trial.log(), containsString("\ntrial#1 1\n"));
        trial.steps(steps);
        assertThat(trial.log(), containsString("\ntrial#2 2\n"));
    }

    @Test
    public void readTrustedReadsTheRepository() throws Exception {
        Files.writeString(trial.workspace.resolve("inner.txt"), "inner");
        trial.steps("echo readTrusted('inner.txt')");
        assertThat(trial.log(), containsString("[Pipeline] echo\ninner\n"));
        assertEquals(Result.FAILURE, trial.steps("echo readTrusted('none.txt')"));
        assertThat(trial.log(), containsString("ERROR: readTrusted: none.txt not found in " + trial.workspace));
    }

    @Test
    public void readTrustedReadsNothingElse() throws Exception {
        Path inner = Files.writeString(trial.workspace.resolve("inner.txt"), "inner");
        Path outer = Files.writeString(trial.folder.resolve("outer.txt"), "outer");
        Files.createSymbolicLink(trial.workspace.resolve("link.txt"), outer);
        for (String path : List.of("../outer.txt", inner.toString(), "../workspace/inner.txt", "link.txt")) {
            assertEquals(path, Result.FAILURE, trial.steps("echo readTrusted('" + path + "')"));
            assertThat(
                    trial.log(),
                    containsString("ERROR: readTrusted: " + path + " references a file that is not inside "));
            assertThat(trial.log(), not(containsString("[Pipeline] echo")));
        }
    }

    @Test
    public void theScriptSetsTheDescriptionOfTheBuildAndVariables() throws Exception {
        trial.steps("script { currentBuild.description = \"n${2 + 3}\"\n env.A = 'a'\n"
                + "echo \"<${currentBuild.description}><${env.A}>\" }");
        assertThat(trial.log(), containsString("\n<n5><a>\n"));
        assertEquals(Result.FAILURE, trial.steps("script { currentBuild.colour = 'blue' }"));
        assertThat(trial.log(), containsString("No such property: colour"));
    }

    @Test
    public void aDirectiveThatCannotBeReadFailsTheBuild() throws Exception {
        assertEquals(Result.FAILURE, trial.steps("echo 'x'", "parameters { string(name: UNKNOWN) }"));
        assertThat(trial.log(), containsString("No such property: UNKNOWN"));
        assertThat(trial.log(), endsWith("Finished: FAILURE\n"));
    }

    @Test
    public void aScriptIsToldWhichStepsThereAre() throws Exception {
        assertEquals(Result.FAILURE, trial.steps("script { sh 'true' }"));
        assertThat(
                trial.log(),
                containsString(
                        "no step 'sh'; it has: echo, input, readTrusted, script, hummingbirdBakeAmi, hummingbirdCluster,"
                                + " hummingbirdSubmit, needsNode, probe"));
    }

    @Test
    public void aStepTakesArgumentsByName() throws Exception {
        assertEquals(Result.FAILURE, trial.steps("probe 'success'"));
        assertThat(trial.log(), containsString("probe takes arguments by name"));
    }

    @Test
    public void aStageRunsOnlyWhenItsExpressionSaysSo() throws Exception {
        String pipeline = "agent none\nparameters { choice(name: 'WHAT', choices: ['one', 'two']) }\nstages {\n"
                + "stage('One') { when { beforeAgent true\n expression { params.WHAT == 'one' } }\n"
                + " agent any\n steps { echo 'first' } }\n"
                + "stage('Two') { when { expression { params.WHAT == 'two' } }\n steps { echo 'second' } }\n}";
        assertEquals(trial.log(), Result.SUCCESS, trial.pipeline(pipeline));
        assertThat(trial.log(), containsString("\nfirst\n"));
        assertThat(trial.log(), containsString("Stage \"Two\" skipped due to when conditional"));

        trial.pipeline(pipeline, "--parameter", "WHAT=two");
        assertThat(trial.log(), containsString("Stage \"One\" skipped due to when conditional"));
        assertThat(trial.log(), not(containsString("Running on")));
        assertThat(trial.log(), containsString("\nsecond\n"));
    }

    @Test
    public void aChoiceThatThereIsNotIsRefused() throws Exception {
        trial.pipeline(
                "agent none\nparameters { choice(name: 'WHAT', choices: ['one', 'two']) }\n"
                        + "stages { stage('One') { steps { echo 'not me' } } }",
                "--parameter",
                "WHAT=three");
        assertThat(trial.log(), containsString("ERROR: WHAT cannot be 'three'; it is one of [one, two]\n"));
    }
}
