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

public class DeclarativeTest {
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
                "ERROR: line 3: the runner knows no such 'tools' in pipeline",
                "agent none\ntools { maven 'x' }\n" + STAGES);
    }

    @Test
    public void anUnknownDirectiveOfAStageIsRefused() throws Exception {
        assertPipelineRefused(
                "no such 'tools' in stage",
                "agent none\nstages { stage('One') { tools { maven 'x' }\n steps { echo 'x' } } }");
        assertPipelineRefused(
                "no such 'branch' in when",
                "agent none\nstages { stage('One') { when { branch 'x' }\n steps { echo 'x' } } }");
    }

    @Test
    public void anUnknownAgentOptionTriggerParameterAndConditionAreRefused() throws Exception {
        assertPipelineRefused("no such 'agent' in pipeline", "agent { docker 'x' }\n" + STAGES);
        assertPipelineRefused("No such property: all", "agent all\n" + STAGES);
        assertPipelineRefused("no such 'timestamps' in options", "agent none\noptions { timestamps() }\n" + STAGES);
        assertPipelineRefused("no such 'pollSCM' in triggers", "agent none\ntriggers { pollSCM('@daily') }\n" + STAGES);
        assertPipelineRefused("no such 'file' in parameters", "agent none\nparameters { file(name: 'x') }\n" + STAGES);
        assertPipelineRefused("no such 'cleanup' in post", "agent none\n" + STAGES + "\npost { cleanup { echo 'x' } }");
    }

    @Test
    public void groovyOutsideOfAScriptBlockIsRefused() throws Exception {
        String why = ": expected a directive or a step; Groovy goes into script { }";
        assertPipelineRefused(
                "refused.Jenkinsfile: 3" + why,
                "agent none\nstages { stage('One') { steps { def x = 1\n echo 'x' } } }");
        assertPipelineRefused(
                "refused.Jenkinsfile: 4" + why,
                "agent none\n" + STAGES + "\npost { always { if (true) { echo 'x' } } }");
        assertPipelineRefused("refused.Jenkinsfile: 3" + why, "agent none\nstages { if (true) { stage('x') { } } }");
    }

    @Test
    public void whatStandsBesideThePipelineIsRefused() throws Exception {
        assertRefused(
                "refused.Jenkinsfile: 1: expected pipeline", "def x = 1\npipeline { agent none\n" + STAGES + " }");
        assertRefused("refused.Jenkinsfile: 1: expected pipeline", "node { echo 'x' }");
        assertRefused("refused.Jenkinsfile: 1: expected pipeline", "");
    }

    @Test
    public void whatIsMissingIsNamed() throws Exception {
        assertPipelineRefused("pipeline lacks 'agent'", STAGES);
        assertPipelineRefused("pipeline lacks 'stages'", "agent none");
        assertPipelineRefused("pipeline lacks 'stages' with a stage", "agent none\nstages { }");
        assertPipelineRefused("stage lacks 'steps'", "agent none\nstages { stage('One') { } }");
        assertPipelineRefused(
                "when lacks 'expression'", "agent none\nstages { stage('One') { when { }\n steps { echo 'x' } } }");
        assertPipelineRefused(
                "no such 'expression' in when",
                "agent none\nstages { stage('One') { when { expression true }\n steps { echo 'x' } } }");
        assertPipelineRefused("no such 'stage' in stages", "agent none\nstages { stage('One') }");
    }
}
