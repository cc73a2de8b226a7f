package io.jenkins.plugins.hummingbird.jenkins;

import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.hummingbird.aws.AwsAccess;
import io.jenkins.plugins.hummingbird.aws.AwsRequest;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.HostKeyPolicy;
import io.jenkins.plugins.hummingbird.ssh.hostkey.HostKeys;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * What an administrator sets once for all steps: defaults for parameters that a step leaves open, where AWS is, and what
 * jobs may do. A default is written into the request of an operation when that begins, so that a later change does not move an
 * operation that is under way to another region.
 */
@Extension
@Symbol("hummingbird")
public final class HummingbirdConfiguration extends JobAllowances {
    /** With longer pauses Slurm may forget a task before its end was seen. */
    private static final int MOST_POLL_SECONDS = 60;

    private String region;
    private String awsCredentialsId;
    private String endpoint;
    private String hostKeyPolicy;
    private int pollSeconds;

    public HummingbirdConfiguration() {
        load();
    }

    /** @return the one of this Jenkins */
    static HummingbirdConfiguration get() {
        return ExtensionList.lookupSingleton(HummingbirdConfiguration.class);
    }

    @Override
    public String getDisplayName() {
        return "Hummingbird";
    }

    /** @return the region of steps that name none; null for the one that the SDK finds */
    public String getRegion() {
        return region;
    }

    @DataBoundSetter
    public void setRegion(String region) {
        this.region = Util.fixEmptyAndTrim(region);
        save();
    }

    /** @return the credential of steps that name none; null for none */
    public String getAwsCredentialsId() {
        return awsCredentialsId;
    }

    @DataBoundSetter
    public void setAwsCredentialsId(String awsCredentialsId) {
        this.awsCredentialsId = Util.fixEmptyAndTrim(awsCredentialsId);
        save();
    }

    /** @return the URL of all services of AWS; null for the real ones */
    public String getEndpoint() {
        return endpoint;
    }

    @DataBoundSetter
    public void setEndpoint(String endpoint) {
        this.endpoint = Util.fixEmptyAndTrim(endpoint);
        save();
    }

    /** @return how hosts are known to steps that do not say it, a word of {@link HostKeyPolicy}; null for the first */
    public String getHostKeyPolicy() {
        return hostKeyPolicy;
    }

    @DataBoundSetter
    public void setHostKeyPolicy(String hostKeyPolicy) {
        this.hostKeyPolicy = Util.fixEmptyAndTrim(hostKeyPolicy);
        save();
    }

    /** @return the least seconds between two looks of an operation at AWS or at a head node; 0 for its own pace */
    public int getPollSeconds() {
        return pollSeconds;
    }

    @DataBoundSetter
    public void setPollSeconds(int pollSeconds) {
        this.pollSeconds = pollSeconds;
        save();
    }

    /** @return the same as a time, a minute at most */
    Duration leastWait() {
        return Duration.ofSeconds(Math.max(0, Math.min(pollSeconds, MOST_POLL_SECONDS)));
    }

    /**
     * @return null for the real services of AWS
     * @throws OperationException when what is set is no URL
     */
    URI endpointUri() throws OperationException {
        return endpoint == null ? null : AwsAccess.parseEndpoint(endpoint);
    }

    /** @return the credentials that every build finds; only the present one to somebody who is no administrator */
    @POST
    public ListBoxModel doFillAwsCredentialsIdItems(@QueryParameter String awsCredentialsId) {
        StandardListBoxModel result = new StandardListBoxModel();
        if (mayConfigure()) {
            result.includeEmptyValue();
            AwsCredentialKind.addAll(result, null);
        }
        return result.includeCurrentValue(Util.fixNull(awsCredentialsId));
    }

    @POST
    public FormValidation doCheckAwsCredentialsId(@QueryParameter String value) {
        if (!mayConfigure() || Util.fixNull(value).isBlank()) {
            return FormValidation.ok();
        }
        return AwsCredentialKind.of(new ItemCredentials(null).credential(value)) == null
                ? FormValidation.error(Messages.HummingbirdConfiguration_noSuchCredential())
                : FormValidation.ok();
    }

    /** @return the ways to know a host that need nothing of a step */
    @POST
    public ListBoxModel doFillHostKeyPolicyItems() {
        ListBoxModel result = new ListBoxModel();
        if (mayConfigure()) {
            result.add(Messages.SubmitStep_firstUse(), HostKeyPolicy.FIRST_USE.word());
            result.add(Messages.HummingbirdConfiguration_pinned(), HostKeyPolicy.PINNED.word());
            result.add(Messages.HummingbirdConfiguration_knownHosts(), HostKeyPolicy.KNOWN_HOSTS.word());
            result.add(Messages.SubmitStep_acceptAny(), HostKeyPolicy.ACCEPT_ANY.word());
        }
        return result;
    }

    /** @return the hosts whose keys are remembered, each with its key's type and fingerprint */
    @POST
    public ListBoxModel doFillRememberedHostItems() throws IOException {
        ListBoxModel result = new ListBoxModel();
        if (mayConfigure()) {
            result.add("", "");
            for (HostKeys.Remembered key : HeadNodes.hostKeys().remembered()) {
                result.add(key.name() + " " + key.type() + " " + key.fingerprint(), key.name());
            }
        }
        return result;
    }

    /** Forgets the key of a host, so that its next one is remembered. */
    @POST
    public FormValidation doForgetHost(@QueryParameter String rememberedHost) throws IOException {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        if (AwsDescriptor.isBlank(rememberedHost)) {
            return FormValidation.error(Messages.HummingbirdConfiguration_chooseHost());
        }
        return HeadNodes.hostKeys().forget(rememberedHost)
                ? FormValidation.ok(Messages.HummingbirdConfiguration_forgotten(rememberedHost))
                : FormValidation.warning(Messages.HummingbirdConfiguration_notRemembered(rememberedHost));
    }

    @POST
    public ComboBoxModel doFillRegionItems() {
        return AwsDescriptor.regions(mayConfigure());
    }

    @POST
    public FormValidation doCheckRegion(@QueryParameter String value) {
        return AwsDescriptor.checkRegion(mayConfigure(), value);
    }

    @POST
    public FormValidation doCheckEndpoint(@QueryParameter String value) {
        if (!mayConfigure() || AwsDescriptor.isBlank(value)) {
            return FormValidation.ok();
        }
        try {
            AwsAccess.parseEndpoint(value.trim());
            return FormValidation.ok();
        } catch (OperationException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    @POST
    public FormValidation doCheckPollSeconds(@QueryParameter String value) {
        return !mayConfigure() || AwsDescriptor.isBlank(value)
                ? FormValidation.ok()
                : FormValidation.validateIntegerInRange(value.trim(), 0, MOST_POLL_SECONDS);
    }

    /** Says as whom steps use AWS that leave region and credential open; nothing of the form is saved by it. */
    @POST
    public FormValidation doTestAws(
            @QueryParameter String region, @QueryParameter String awsCredentialsId, @QueryParameter String endpoint) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        AwsRequest request = new AwsRequest();
        request.region = Util.fixNull(region).trim();
        request.awsCredentialsId = Util.fixNull(awsCredentialsId).trim();
        return AwsConnection.test(null, request, Util.fixNull(endpoint));
    }
}
