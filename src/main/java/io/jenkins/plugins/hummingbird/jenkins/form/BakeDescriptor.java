package io.jenkins.plugins.hummingbird.jenkins.form;

import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.hummingbird.image.recipe.CellProfilerRecipe;
import io.jenkins.plugins.hummingbird.image.state.BakeRequest;
import io.jenkins.plugins.hummingbird.operation.parameter.RequestParameters;
import io.jenkins.plugins.hummingbird.parallelcluster.Os;
import java.util.stream.Stream;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The lists and checks of the form of {@code hummingbirdBakeAmi}. */
public abstract class BakeDescriptor extends AwsDescriptor {
    /** In place of an empty recipe: a list of a form cannot show that nothing was chosen on purpose. */
    public static final String NO_RECIPE = "none";

    @Override
    final RequestParameters<BakeRequest> parameters() {
        return BakeRequest.PARAMETERS;
    }

    /** @return the SSH keys that the job may use; only the present one to somebody who may not configure it */
    @POST
    public ListBoxModel doFillSshCredentialsIdItems(
            @AncestorInPath Item item, @QueryParameter String sshCredentialsId) {
        return SshKeyField.choices(item, mayConfigure(item), sshCredentialsId);
    }

    /** @return the operating systems of ParallelCluster; first the one that a new form shows as chosen */
    @POST
    public ListBoxModel doFillOsItems(@AncestorInPath Item item) {
        Stream<String> best = CellProfilerRecipe.RUNS_ON.stream().map(Os::word);
        return choices(item, Stream.concat(best, OPERATING_SYSTEMS.stream()).distinct());
    }

    /** @return the processors' architectures */
    @POST
    public ListBoxModel doFillArchitectureItems(@AncestorInPath Item item) {
        return choices(item, ARCHITECTURES.stream());
    }

    /** @return what can be installed */
    @POST
    public ListBoxModel doFillRecipeItems(@AncestorInPath Item item) {
        ListBoxModel result = new ListBoxModel();
        if (mayConfigure(item)) {
            result.add(Messages.BakeStep_cellprofiler(), new BakeRequest().recipe);
            result.add(Messages.BakeStep_scriptAlone(), NO_RECIPE);
        }
        return result;
    }

    /** @return by which address the instance can be reached */
    @POST
    public ListBoxModel doFillAddressItems(@AncestorInPath Item item) {
        return addresses(item);
    }

    @POST
    public FormValidation doCheckSshCredentialsId(@AncestorInPath Item item, @QueryParameter String value) {
        return SshKeyField.check(item, mayConfigure(item), value);
    }

    @POST
    public FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
        return isMissing(item, value)
                ? FormValidation.error(Messages.BakeStep_nameMissing())
                : checkParameter(item, "name", value);
    }

    @POST
    public FormValidation doCheckCellProfilerVersion(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "cellProfilerVersion", value);
    }

    @POST
    public FormValidation doCheckParallelClusterVersion(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "parallelClusterVersion", value);
    }

    @POST
    public FormValidation doCheckBaseAmi(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "baseAmi", value);
    }

    @POST
    public FormValidation doCheckPipIndexUrl(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "pipIndexUrl", value);
    }

    @POST
    public FormValidation doCheckPackageProxy(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "packageProxy", value);
    }

    @POST
    public FormValidation doCheckPythonSource(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "pythonSource", value);
    }

    @POST
    public FormValidation doCheckTags(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "tags", value);
    }

    @POST
    public FormValidation doCheckSubnetId(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "subnetId", value);
    }

    @POST
    public FormValidation doCheckSecurityGroupIds(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "securityGroupIds", value);
    }

    @POST
    public FormValidation doCheckAllowedCidr(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "allowedCidr", value);
    }

    @POST
    public FormValidation doCheckInstanceConnectEndpointId(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "instanceConnectEndpointId", value);
    }

    @POST
    public FormValidation doCheckRootVolumeGiB(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "rootVolumeGiB", value);
    }

    @POST
    public FormValidation doCheckKmsKeyId(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "kmsKeyId", value);
    }

    @POST
    public FormValidation doCheckSshPort(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "sshPort", value);
    }

    @POST
    public FormValidation doCheckTimeoutMinutes(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "timeoutMinutes", value);
    }
}
