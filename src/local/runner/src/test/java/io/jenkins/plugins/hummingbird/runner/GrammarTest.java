package io.jenkins.plugins.hummingbird.runner;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertEquals;

import hudson.model.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class GrammarTest {
    private static final String STAGES = "stages { stage('One') { steps { echo 'it ran' } } }";

    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Trial trial;

    @Before
    public void makeTrial() throws Exception {
        trial = new Trial(folder.getRoot().toPath());
    }

    /** Nothing may run before all of the Jenkinsfile has been looked at. */
    private void assertRefused(String why, String jenkinsfile) throws IOException {
        Path file = folder.getRoot().toPath().resolve("refused.Jenkinsfile");
        Files.writeString(file, jenkinsfile);
        assertEquals(trial.log(), Result.FAILURE, trial.run(file));
        assertThat(trial.log(), containsString(why));
        assertThat(trial.log(), not(containsString("[Pipeline]")));
    }

    private void assertPipelineRefused(String why, String block) throws IOException {
        assertRefused(why, "pipeline {\n" + block + "\n}\n");
    }

    @Test
    public void anUnknownDirectiveIsRefusedByNameAndLine() throws Exception {
        assertPipelineRefused(
                "refused.Jenkinsfile: 3: this runner knows no 'tools' in pipeline, only agent, environment, options,",
                "agent none\ntools { maven 'x' }\n" + STAGES);
    }

    @Test
    public void anUnknownDirectiveOfAStageIsRefused() throws Exception {
        assertPipelineRefused(
                "no 'tools' in stage",
                "agent none\nstages { stage('One') { tools { maven 'x' }\n steps { echo 'x' } } }");
        assertPipelineRefused(
                "no 'branch' in when, only beforeAgent, expression",
                "agent none\nstages { stage('One') { when { branch 'x' }\n steps { echo 'x' } } }");
    }

    @Test
    public void anUnknownAgentOptionTriggerParameterAndConditionAreRefused() throws Exception {
        assertPipelineRefused("no such agent, only any, none", "agent { docker 'x' }\n" + STAGES);
        assertPipelineRefused("no 'timestamps' in options", "agent none\noptions { timestamps() }\n" + STAGES);
        assertPipelineRefused("no 'pollSCM' in triggers", "agent none\ntriggers { pollSCM('@daily') }\n" + STAGES);
        assertPipelineRefused("no 'file' in parameters", "agent none\nparameters { file(name: 'x') }\n" + STAGES);
        assertPipelineRefused("no 'cleanup' in post", "agent none\n" + STAGES + "\npost { cleanup { echo 'x' } }");
    }

    @Test
    public void anUnknownStepIsRefusedBeforeAnythingRuns() throws Exception {
        assertPipelineRefused(
                "no 'sh' in steps", "agent none\nstages { stage('One') { steps { echo 'it ran'\n sh 'true' } } }");
        assertPipelineRefused("no 'mail' in always", "agent none\n" + STAGES + "\npost { always { mail 'x' } }");
    }

    @Test
    public void groovyOutsideOfAScriptBlockIsRefused() throws Exception {
        assertPipelineRefused(
                "steps takes only steps; Groovy goes into script { }",
                "agent none\nstages { stage('One') { steps { def x = 1\n echo 'x' } } }");
        assertPipelineRefused("stages takes only directives", "agent none\nstages { if (true) { stage('x') { } } }");
        assertPipelineRefused("environment takes only NAME = 'value'", "agent none\nenvironment { foo() }\n" + STAGES);
    }

    @Test
    public void whatStandsBesideThePipelineIsRefused() throws Exception {
        assertRefused("Jenkinsfile takes only directives", "def x = 1\npipeline { agent none\n" + STAGES + " }");
        assertRefused("no 'node' in Jenkinsfile, only pipeline", "node { echo 'x' }");
    }

    @Test
    public void whatIsMissingIsNamed() throws Exception {
        assertPipelineRefused("pipeline lacks 'agent'", STAGES);
        assertPipelineRefused("pipeline lacks 'stages'", "agent none");
        assertPipelineRefused("stages lacks 'stage'", "agent none\nstages { }");
        assertPipelineRefused("stage lacks 'steps'", "agent none\nstages { stage('One') { } }");
        assertPipelineRefused(
                "when lacks 'expression'", "agent none\nstages { stage('One') { when { }\n steps { echo 'x' } } }");
        assertPipelineRefused(
                "expression needs a block in braces",
                "agent none\nstages { stage('One') { when { expression true }\n steps { echo 'x' } } }");
        assertPipelineRefused("stage needs a block", "agent none\nstages { stage('One') }");
    }

    @Test
    public void allMistakesAreNamedAtOnce() throws Exception {
        String two = "agent none\ntools { }\nlibraries { }\n" + STAGES;
        assertPipelineRefused("'tools'", two);
        assertPipelineRefused("'libraries'", two);
    }
}
