package io.jenkins.plugins.hummingbird.jenkins;

import io.jenkins.plugins.hummingbird.parallelcluster.ClusterName;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.hummingbird.aws.ConnectEndpoint;
import io.jenkins.plugins.hummingbird.ssh.HostKeyPolicy;
import io.jenkins.plugins.hummingbird.ssh.HostName;
import io.jenkins.plugins.hummingbird.ssh.hostkey.HostKeys;
import io.jenkins.plugins.hummingbird.submit.request.Bounds;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The lists and checks of the part of a form that says at which head node something is done, and how it is reached. */
abstract class HeadNodeDescriptor extends AwsDescriptor {
    /** @return the SSH keys that the job may use; only the present one to somebody who may not configure it */
    @POST
    public ListBoxModel doFillSshCredentialsIdItems(
            @AncestorInPath Item item, @QueryParameter String sshCredentialsId) {
        return SshKeyField.choices(item, mayConfigure(item), sshCredentialsId);
    }

    /** @return by which address the head node of a cluster can be reached */
    @POST
    public ListBoxModel doFillAddressItems(@AncestorInPath Item item) {
        return addresses(item);
    }

    /** @return the ways to know a host */
    @POST
    public ListBoxModel doFillHostKeyPolicyItems(@AncestorInPath Item item) {
        ListBoxModel result = new ListBoxModel();
        if (mayConfigure(item)) {
            result.add(Messages.SubmitStep_firstUse(), HostKeyPolicy.FIRST_USE.word());
            result.add(Messages.SubmitStep_pinned(), HostKeyPolicy.PINNED.word());
            result.add(Messages.SubmitStep_knownHosts(), HostKeyPolicy.KNOWN_HOSTS.word());
            result.add(Messages.SubmitStep_acceptAny(), HostKeyPolicy.ACCEPT_ANY.word());
        }
        return result;
    }

    @POST
    public FormValidation doCheckCluster(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, name -> ClusterName.check("cluster", name));
    }

    @POST
    public FormValidation doCheckHost(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, host -> {
            HostName.check(host);
            HummingbirdConfiguration.get().hostAllowance().checkHost("host", host);
        });
    }

    /** Empty stands for the default, which may be less than the minimum. */
    @POST
    public FormValidation doCheckHostKeyPolicy(@AncestorInPath Item item, @QueryParameter String value) {
        HummingbirdConfiguration settings = HummingbirdConfiguration.get();
        String policy = OperationStep.text(value, Util.fixNull(settings.getHostKeyPolicy()));
        return check(item, policy, word -> settings.hostAllowance().checkPolicy(HostKeyPolicy.parse(word)));
    }

    @POST
    public FormValidation doCheckInstanceConnectEndpointId(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, ConnectEndpoint::checkId);
    }

    @POST
    public FormValidation doCheckSshCredentialsId(@AncestorInPath Item item, @QueryParameter String value) {
        return SshKeyField.check(item, mayConfigure(item), value);
    }

    @POST
    public FormValidation doCheckHostKey(@AncestorInPath Item item, @QueryParameter String value) {
        return checkAsIs(item, value, HostKeys::checkPinned);
    }

    @POST
    public FormValidation doCheckKnownHosts(@AncestorInPath Item item, @QueryParameter String value) {
        return checkAsIs(item, value, HostKeys::checkKnownHosts);
    }

    /** Says who answers at the head node; nothing of the form, and no key of a host, is saved by it. */
    @POST
    public FormValidation doTestHeadNode(
            @AncestorInPath Item item,
            @QueryParameter String cluster,
            @QueryParameter String address,
            @QueryParameter String instanceConnectEndpointId,
            @QueryParameter String host,
            @QueryParameter String port,
            @QueryParameter String user,
            @QueryParameter String sshCredentialsId,
            @QueryParameter String hostKeyPolicy,
            @QueryParameter String hostKey,
            @QueryParameter String knownHosts,
            @QueryParameter String region,
            @QueryParameter String awsCredentialsId,
            @QueryParameter String roleArn,
            @QueryParameter String externalId) {
        checkMayTry(item);
        if (!isBlank(port) && !Bounds.PORT.problem(port).isEmpty()) {
            return FormValidation.error(Bounds.PORT.problem(port));
        }
        SubmitStep step = new SubmitStep();
        step.setCluster(cluster);
        step.setAddress(address);
        step.setInstanceConnectEndpointId(instanceConnectEndpointId);
        step.setHost(host);
        if (!isBlank(port)) {
            step.setPort(Integer.parseInt(port.strip()));
        }
        step.setUser(user);
        step.setSshCredentialsId(sshCredentialsId);
        step.setHostKeyPolicy(hostKeyPolicy);
        step.setHostKey(hostKey);
        step.setKnownHosts(knownHosts);
        step.setRegion(region);
        step.setAwsCredentialsId(awsCredentialsId);
        step.setRoleArn(roleArn);
        step.setExternalId(externalId);
        return new HeadNodeConnection(item, new RequestWriter(null).request(step)).test();
    }

    @POST
    public FormValidation doCheckPort(@AncestorInPath Item item, @QueryParameter String value) {
        return checkNumber(item, value, Bounds.PORT);
    }

    static FormValidation checkNumber(Item item, String value, Bounds bounds) {
        if (!mayConfigure(item) || isBlank(value)) {
            return FormValidation.ok();
        }
        String problem = bounds.problem(value);
        return problem.isEmpty() ? FormValidation.ok() : FormValidation.error(problem);
    }
}
