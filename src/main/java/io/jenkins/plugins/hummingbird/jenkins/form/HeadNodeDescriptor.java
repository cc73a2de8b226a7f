package io.jenkins.plugins.hummingbird.jenkins.form;

import hudson.Util;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.hummingbird.jenkins.controller.GlobalSettings;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.parallelcluster.ClusterName;
import io.jenkins.plugins.hummingbird.ssh.HostKeyPolicy;
import io.jenkins.plugins.hummingbird.ssh.HostName;
import io.jenkins.plugins.hummingbird.ssh.hostkey.HostKeys;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.util.List;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The lists and checks of the part of a form that says at which head node something is done, and how it is reached. */
public abstract class HeadNodeDescriptor extends AwsDescriptor {
    /** @return the named clusters that the job may use; the name of a cluster of ParallelCluster can be typed over them */
    @POST
    public ComboBoxModel doFillClusterItems(@AncestorInPath Item item) {
        return new ComboBoxModel(mayConfigure(item) ? GlobalSettings.get().clusterNames(nameOf(item)) : List.of());
    }

    private static String nameOf(Item item) {
        return item == null ? "" : item.getFullName();
    }

    /** @return the SSH keys that the job may use; only the present one to somebody who may not configure it */
    @POST
    public ListBoxModel doFillSshCredentialsIdItems(
            @AncestorInPath Item item, @QueryParameter String sshCredentialsId) {
        boolean named = !GlobalSettings.get().clusterNames(nameOf(item)).isEmpty();
        return SshKeyField.choices(
                item, mayConfigure(item), sshCredentialsId, named ? Messages.SubmitStep_keyOfCluster() : "");
    }

    /** @return by which address the head node of a cluster can be reached */
    @POST
    public ListBoxModel doFillAddressItems(@AncestorInPath Item item) {
        return addresses(item);
    }

    /** @return the ways to know a host */
    @POST
    public ListBoxModel doFillHostKeyPolicyItems(@AncestorInPath Item item) {
        return hostKeyPoliciesOrDefault(mayConfigure(item));
    }

    /**
     * @param shown whether the user may see them
     * @return all policies; before them an empty value for the one that is set for all steps, which a new form has chosen
     */
    static ListBoxModel hostKeyPoliciesOrDefault(boolean shown) {
        ListBoxModel result = new ListBoxModel();
        if (shown) {
            result.add(Messages.HostKey_asForAllSteps(), "");
            result.addAll(hostKeyPolicies(Messages.SubmitStep_pinned(), Messages.SubmitStep_knownHosts()));
        }
        return result;
    }

    /**
     * @param pinned the label of the policy of that name
     * @param knownHosts the label of the policy of that name
     * @return all policies
     */
    public static ListBoxModel hostKeyPolicies(String pinned, String knownHosts) {
        ListBoxModel result = new ListBoxModel();
        result.add(Messages.SubmitStep_firstUse(), HostKeyPolicy.FIRST_USE.word());
        result.add(pinned, HostKeyPolicy.PINNED.word());
        result.add(knownHosts, HostKeyPolicy.KNOWN_HOSTS.word());
        result.add(Messages.SubmitStep_acceptAny(), HostKeyPolicy.ACCEPT_ANY.word());
        return result;
    }

    /** A key that is missing is said here, too: its own field is folded away. */
    @POST
    public FormValidation doCheckCluster(
            @AncestorInPath Item item,
            @QueryParameter String value,
            @QueryParameter String host,
            @QueryParameter String sshCredentialsId) {
        if (isBlank(host) && isMissing(item, value)) {
            return clusterMissing(item);
        }
        if (!isBlank(value) && !isNamed(value) && isMissing(item, sshCredentialsId)) {
            return FormValidation.error(Messages.SubmitStep_keyOfOtherCluster(value.trim()));
        }
        return check(item, value, name -> {
            GlobalSettings settings = GlobalSettings.get();
            if (settings.cluster(name).isEmpty()) {
                ClusterName.check("cluster", name);
            } else if (item != null && !settings.clusterNames(nameOf(item)).contains(name)) {
                throw new OperationException(Messages.SubmitStep_clusterForOthers(name));
            }
        });
    }

    /** Names those that the job may use: the list of the field opens only when somebody types. */
    static FormValidation clusterMissing(Item item) {
        List<String> names = GlobalSettings.get().clusterNames(nameOf(item));
        return FormValidation.error(
                names.isEmpty()
                        ? Messages.SubmitStep_clusterMissing()
                        : Messages.SubmitStep_clusterNotChosen(String.join(", ", names)));
    }

    @POST
    public FormValidation doCheckHost(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, host -> {
            HostName.check(host);
            GlobalSettings.get().hostAllowance().checkHost("host", host);
        });
    }

    /** Empty stands for the default, which may be less than the minimum. */
    @POST
    public FormValidation doCheckHostKeyPolicy(@AncestorInPath Item item, @QueryParameter String value) {
        GlobalSettings settings = GlobalSettings.get();
        String policy = settings.hostKeyPolicy(value);
        return check(item, policy, word -> settings.hostAllowance().checkPolicy(HostKeyPolicy.parse(word)));
    }

    @POST
    public FormValidation doCheckInstanceConnectEndpointId(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "instanceConnectEndpointId", value);
    }

    @POST
    public FormValidation doCheckSshCredentialsId(
            @AncestorInPath Item item,
            @QueryParameter String value,
            @QueryParameter String cluster,
            @QueryParameter String host) {
        if ((!isBlank(cluster) || !isBlank(host)) && !isNamed(cluster) && isMissing(item, value)) {
            return FormValidation.error(Messages.SubmitStep_keyMissing());
        }
        return SshKeyField.check(item, mayConfigure(item), value);
    }

    private static boolean isNamed(String cluster) {
        return !isBlank(cluster)
                && (isReference(cluster)
                        || GlobalSettings.get().cluster(cluster.trim()).isPresent());
    }

    @POST
    public FormValidation doCheckHostKey(@AncestorInPath Item item, @QueryParameter String value) {
        return checkAsIs(item, value, HostKeys::checkPinned);
    }

    @POST
    public FormValidation doCheckKnownHosts(@AncestorInPath Item item, @QueryParameter String value) {
        return checkAsIs(item, value, HostKeys::checkKnownHosts);
    }

    /** Reports which head node the connection reaches; saves nothing of the form, and no host key. */
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
        FormValidation checkedPort = doCheckPort(item, port);
        if (checkedPort.kind != FormValidation.Kind.OK) {
            return checkedPort;
        }
        SubmitRequest request = request(
                cluster,
                address,
                instanceConnectEndpointId,
                host,
                port,
                user,
                sshCredentialsId,
                hostKeyPolicy,
                hostKey,
                knownHosts);
        request.aws = awsFields(region, awsCredentialsId, roleArn, externalId);
        GlobalSettings.get().completed(request);
        return new HeadNodeConnectionCheck(item, request).test();
    }

    /** @return what the fields of a form say of the head node */
    static SubmitRequest request(
            String cluster,
            String address,
            String instanceConnectEndpointId,
            String host,
            String port,
            String user,
            String sshCredentialsId,
            String hostKeyPolicy,
            String hostKey,
            String knownHosts) {
        SubmitRequest request = new SubmitRequest();
        request.cluster = Util.fixNull(cluster).trim();
        request.address = isBlank(address) ? request.address : address.trim();
        request.instanceConnectEndpointId =
                Util.fixNull(instanceConnectEndpointId).trim();
        request.host = Util.fixNull(host).trim();
        request.port = isBlank(port) ? request.port : Integer.parseInt(port.strip());
        request.user = Util.fixNull(user).trim();
        request.sshCredentialsId = Util.fixNull(sshCredentialsId).trim();
        request.hostKeyPolicy = Util.fixNull(hostKeyPolicy).trim();
        request.hostKey = Util.fixNull(hostKey).trim();
        request.knownHosts = Util.fixNull(knownHosts).trim();
        return request;
    }

    @POST
    public FormValidation doCheckPort(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "port", value);
    }
}
