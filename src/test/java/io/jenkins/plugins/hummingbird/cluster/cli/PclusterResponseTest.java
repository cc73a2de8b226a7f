package io.jenkins.plugins.hummingbird.cluster.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import org.junit.Test;

/** Responses of ParallelCluster 3.16.1, shortened. */
public class PclusterResponseTest {
    private static PclusterResponse answer(int exitCode, String... lines) {
        return PclusterResponse.of(new CommandResult(exitCode, String.join("\n", lines) + "\n", "", ""));
    }

    @Test
    public void aStartedCreationHasAStackAndWarnings() {
        PclusterResponse begun = answer(
                0,
                "{",
                "  \"cluster\": {\"clusterName\": \"plates\", \"cloudformationStackArn\": \"arn:aws:x:stack/plates/1\"},",
                "  \"validationMessages\": [{\"level\": \"WARNING\", \"type\": \"DomainAddrValidator\",",
                "    \"message\": \"The use of the ldaps protocol is strongly encouraged: it's \\\"safe\\\".\"}]",
                "}");
        assertThat(begun.stackArn(), is("arn:aws:x:stack/plates/1"));
        assertThat(begun.validationMessages(), hasSize(1));
        assertThat(begun.validationMessages().get(0).get("level"), is("WARNING"));
        assertThat(
                begun.validationMessages().get(0).get("message"),
                is("The use of the ldaps protocol is strongly encouraged: it's \"safe\"."));
    }

    @Test
    public void aRejectedConfigurationIsExplainedByItsErrors() {
        PclusterResponse refused = answer(
                1,
                "{\"configurationValidationErrors\": [",
                "  {\"level\": \"ERROR\", \"type\": \"ConfigSchemaValidator\", \"message\": \"HeadNode: Unknown field.\"},",
                "  {\"level\": \"WARNING\", \"type\": \"CustomAmiTagValidator\", \"message\": \"Not by pcluster.\"}],",
                " \"message\": \"Invalid cluster configuration.\"}");
        assertThat(refused.stackArn(), is(""));
        assertThat(refused.validationMessages(), hasSize(2));
        assertThat(refused.problem(), containsString("HeadNode: Unknown field. (ConfigSchemaValidator)"));
        assertThat(refused.problem(), not(containsString("Not by pcluster")));
    }

    @Test
    public void aRejectedUpdateNamesItsParameters() {
        PclusterResponse refused = answer(
                1,
                "{\"message\": \"Update failure\", \"updateValidationErrors\": [{\"parameter\": \"HeadNode.InstanceType\",",
                "  \"requestedValue\": \"a\", \"currentValue\": \"b\", \"message\": \"Update actions are not supported.\"}]}");
        assertThat(refused.problem(), containsString("HeadNode.InstanceType: Update actions are not supported."));
        assertThat(
                answer(1, "{\"message\": \"Bad Request: No changes found in your cluster configuration.\"}")
                        .saysNothingChanged(),
                is(true));
    }

    @Test
    public void aDryRunStartsNothing() {
        PclusterResponse dry = answer(1, "{\"message\": \"Request would have succeeded, but DryRun flag is set.\"}");
        assertThat(dry.stackArn(), is(""));
        assertThat(dry.problem(), containsString("would have succeeded, but DryRun flag is set"));
    }

    @Test
    public void recognizesANameThatIsTaken() {
        assertThat(
                answer(1, "{\"message\": \"Bad Request: Cluster plates already exists.\"}")
                        .saysItExists(),
                is(true));
    }

    @Test
    public void showsTheEndOfOutputThatIsNotJson() {
        PclusterResponse usage = PclusterResponse.of(
                new CommandResult(2, "usage: pcluster [-h]\n", "pcluster: error: invalid choice: 'creat'\n", ""));
        assertThat(usage.stackArn(), is(""));
        assertThat(usage.version(), is(""));
        assertThat(usage.validationMessages(), hasSize(0));
        assertThat(usage.problem(), containsString("exit code 2"));
        assertThat(usage.problem(), containsString("usage: pcluster [-h] | pcluster: error: invalid choice: 'creat'"));
        assertThat(
                PclusterResponse.of(new CommandResult(137, "", "", "")).problem(),
                containsString("it printed nothing"));
    }

    @Test
    public void ignoresLinesBeforeTheJson() {
        assertThat(answer(0, "a banner", "{\"version\": \"3.16.1\"}").version(), is("3.16.1"));
    }
}
