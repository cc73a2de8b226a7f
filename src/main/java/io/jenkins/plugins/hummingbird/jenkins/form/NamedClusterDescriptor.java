package io.jenkins.plugins.hummingbird.jenkins.form;

import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.hummingbird.aws.AwsRole;
import io.jenkins.plugins.hummingbird.jenkins.controller.GlobalSettings;
import io.jenkins.plugins.hummingbird.operation.parameter.RequestParameter;
import io.jenkins.plugins.hummingbird.parallelcluster.ClusterName;
import io.jenkins.plugins.hummingbird.ssh.HostKeyPolicy;
import io.jenkins.plugins.hummingbird.ssh.hostkey.HostKeys;
import io.jenkins.plugins.hummingbird.submit.request.NamedCluster;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * The lists, checks and the button of the form in which an administrator defines a cluster.
 *
 * @param <T> what the form makes
 */
public abstract class NamedClusterDescriptor<T extends Describable<T>> extends Descriptor<T> {
    private static boolean mayConfigure() {
        return Jenkins.get().hasPermission(Jenkins.ADMINISTER);
    }

    /** @return the SSH keys of Jenkins; only the present one to somebody who is no administrator */
    @POST
    public ListBoxModel doFillSshCredentialsIdItems(@QueryParameter String sshCredentialsId) {
        return SshKeyField.choices(null, mayConfigure(), sshCredentialsId);
    }

    /** @return the AWS credentials of Jenkins, likewise */
    @POST
    public ListBoxModel doFillAwsCredentialsIdItems(@QueryParameter String awsCredentialsId) {
        return AwsDescriptor.awsCredentials(null, mayConfigure(), awsCredentialsId);
    }

    @POST
    public ComboBoxModel doFillRegionItems() {
        return AwsDescriptor.regions(mayConfigure());
    }

    /** @return by which way the head node of a cluster of ParallelCluster is reached */
    @POST
    public ListBoxModel doFillAddressItems() {
        return AwsDescriptor.addresses(null);
    }

    /** @return the ways to know a host, first the one for all steps */
    @POST
    public ListBoxModel doFillHostKeyPolicyItems() {
        return HeadNodeDescriptor.hostKeyPoliciesOrDefault(mayConfigure());
    }

    @POST
    public FormValidation doCheckName(@QueryParameter String value) {
        return AwsDescriptor.isBlank(value) && mayConfigure()
                ? FormValidation.error(Messages.NamedCluster_name())
                : check("name", value);
    }

    @POST
    public FormValidation doCheckParallelCluster(@QueryParameter String value) {
        return AwsDescriptor.checkAsIs(null, value, name -> ClusterName.check("parallelCluster", name));
    }

    @POST
    public FormValidation doCheckInstanceConnectEndpointId(@QueryParameter String value) {
        return check("instanceConnectEndpointId", value);
    }

    @POST
    public FormValidation doCheckHost(@QueryParameter String value, @QueryParameter String parallelCluster) {
        if (AwsDescriptor.isBlank(value) == AwsDescriptor.isBlank(parallelCluster) && mayConfigure()) {
            return FormValidation.error(Messages.NamedCluster_hostOrCluster());
        }
        return check("host", value);
    }

    @POST
    public FormValidation doCheckPluginsDirectory(@QueryParameter String value) {
        return check("pluginsDirectory", value);
    }

    @POST
    public FormValidation doCheckTablesPython(@QueryParameter String value) {
        return check("tablesPython", value);
    }

    @POST
    public FormValidation doCheckPartition(@QueryParameter String value) {
        return check("partition", value);
    }

    @POST
    public FormValidation doCheckImageRoots(@QueryParameter String value) {
        return check("imageRoots", value);
    }

    @POST
    public FormValidation doCheckOutputRoots(@QueryParameter String value) {
        return check("outputRoots", value);
    }

    @POST
    public FormValidation doCheckJobs(@QueryParameter String value) {
        FormValidation list = check("jobs", value);
        List<String> open = mayConfigure() ? NamedCluster.patternsWithoutFolder(value) : List.of();
        return list.kind == FormValidation.Kind.OK && !open.isEmpty()
                ? FormValidation.warning(Messages.NamedCluster_withoutFolder(open.get(0)))
                : list;
    }

    @POST
    public FormValidation doCheckNodePrices(@QueryParameter String value) {
        return check("nodePrices", value);
    }

    @POST
    public FormValidation doCheckPort(@QueryParameter String value) {
        return check("port", value);
    }

    @POST
    public FormValidation doCheckRegion(@QueryParameter String value) {
        return AwsDescriptor.checkRegion(mayConfigure(), value);
    }

    /** Where jobs may give a key of their own, the cluster needs none. */
    @POST
    public FormValidation doCheckSshCredentialsId(@QueryParameter String value, @QueryParameter String ownValues) {
        return !Boolean.parseBoolean(ownValues) && AwsDescriptor.isMissing(null, value)
                ? FormValidation.error(Messages.SubmitStep_keyMissing())
                : SshKeyField.check(null, mayConfigure(), value);
    }

    @POST
    public FormValidation doCheckAwsCredentialsId(@QueryParameter String value) {
        return !mayConfigure() || AwsDescriptor.isBlank(value) || AwsDescriptor.isAwsCredential(null, value)
                ? FormValidation.ok()
                : FormValidation.error(Messages.AwsStep_noSuchCredential());
    }

    @POST
    public FormValidation doCheckRoleArn(@QueryParameter String value) {
        return AwsDescriptor.checkAsIs(null, value, AwsDescriptor::checkRole);
    }

    @POST
    public FormValidation doCheckExternalId(@QueryParameter String value) {
        return AwsDescriptor.checkAsIs(null, value, AwsRole::checkExternalId);
    }

    @POST
    public FormValidation doCheckHostKeyPolicy(@QueryParameter String value) {
        GlobalSettings settings = GlobalSettings.get();
        return AwsDescriptor.checkAsIs(null, settings.hostKeyPolicy(value), word -> settings.hostAllowance()
                .checkPolicy(HostKeyPolicy.parse(word)));
    }

    @POST
    public FormValidation doCheckHostKey(@QueryParameter String value) {
        return AwsDescriptor.checkAsIs(null, value, HostKeys::checkPinned);
    }

    @POST
    public FormValidation doCheckKnownHosts(@QueryParameter String value) {
        return AwsDescriptor.checkAsIs(null, value, HostKeys::checkKnownHosts);
    }

    @POST
    public FormValidation doCheckCellprofiler(@QueryParameter String value) {
        return AwsDescriptor.checkAsIs(null, value, SubmitDescriptor::checkCommand);
    }

    private static FormValidation check(String name, String value) {
        return mayConfigure()
                ? AwsDescriptor.check(NamedCluster.PARAMETERS.find(name).orElseThrow(), value)
                : FormValidation.ok();
    }

    /** Logs in to the cluster as a submission would, and reports what it finds there; saves nothing, and no host key. */
    @POST
    public FormValidation doTestCluster(
            @QueryParameter String parallelCluster,
            @QueryParameter String region,
            @QueryParameter String awsCredentialsId,
            @QueryParameter String roleArn,
            @QueryParameter String externalId,
            @QueryParameter String address,
            @QueryParameter String instanceConnectEndpointId,
            @QueryParameter String host,
            @QueryParameter String port,
            @QueryParameter String user,
            @QueryParameter String sshCredentialsId,
            @QueryParameter String hostKeyPolicy,
            @QueryParameter String hostKey,
            @QueryParameter String knownHosts,
            @QueryParameter String cellprofiler,
            @QueryParameter String partition,
            @QueryParameter String pluginsDirectory,
            @QueryParameter String tablesPython,
            @QueryParameter String outputRoots) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        FormValidation checkedPort = doCheckPort(port);
        if (checkedPort.kind != FormValidation.Kind.OK) {
            return checkedPort;
        }
        SubmitRequest request = HeadNodeDescriptor.request(
                parallelCluster,
                address,
                instanceConnectEndpointId,
                host,
                port,
                user,
                sshCredentialsId,
                hostKeyPolicy,
                hostKey,
                knownHosts);
        request.aws = AwsDescriptor.awsFields(region, awsCredentialsId, roleArn, externalId);
        request.cellprofiler = Util.fixNull(cellprofiler).trim();
        request.partition = Util.fixNull(partition).trim();
        request.pluginsDirectory = Util.fixNull(pluginsDirectory).trim();
        request.merging.tablesPython = Util.fixNull(tablesPython).trim();
        GlobalSettings.get().completed(request, like(request));
        return new HeadNodeConnectionCheck(null, request).report(NamedCluster.folders(outputRoots));
    }

    /** @return a definition that has all of a request that it can have */
    private static NamedCluster like(SubmitRequest request) {
        NamedCluster cluster = new NamedCluster();
        for (RequestParameter one : NamedCluster.PARAMETERS.all()) {
            SubmitRequest.PARAMETERS.find(one.name()).ifPresent(parameter -> one.set(cluster, parameter.get(request)));
        }
        cluster.name = "this-one";
        cluster.parallelCluster = request.cluster;
        return cluster;
    }
}
