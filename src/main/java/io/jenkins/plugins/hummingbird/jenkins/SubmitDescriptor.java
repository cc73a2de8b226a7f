package io.jenkins.plugins.hummingbird.jenkins;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.hummingbird.cellprofiler.ImagePattern;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.slurm.Memory;
import io.jenkins.plugins.hummingbird.slurm.TimeLimit;
import io.jenkins.plugins.hummingbird.ssh.HostKeyPolicy;
import java.util.List;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The lists and checks of the form of {@code hummingbirdSubmit}. */
abstract class SubmitDescriptor extends OperationStep.OperationStepDescriptor {
    /** @return the SSH keys that the job may use; only the present one to somebody who may not configure it */
    @POST
    public ListBoxModel doFillSshCredentialsIdItems(
            @AncestorInPath Item item, @QueryParameter String sshCredentialsId) {
        StandardListBoxModel result = new StandardListBoxModel();
        if (!mayConfigure(item)) {
            return result.includeCurrentValue(sshCredentialsId);
        }
        return result.includeEmptyValue()
                .includeMatchingAs(ACL.SYSTEM2, item, SSHUserPrivateKey.class, List.of(), CredentialsMatchers.always())
                .includeCurrentValue(sshCredentialsId);
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

    /** @return what failed groups can make of a build */
    @POST
    public ListBoxModel doFillOnFailedItems(@AncestorInPath Item item) {
        ListBoxModel result = new ListBoxModel();
        if (mayConfigure(item)) {
            result.add(Messages.SubmitStep_failure(), "FAILURE");
            result.add(Messages.SubmitStep_unstable(), "UNSTABLE");
        }
        return result;
    }

    @POST
    public FormValidation doCheckSshCredentialsId(@AncestorInPath Item item, @QueryParameter String value) {
        if (!mayConfigure(item) || value.isBlank()) {
            return FormValidation.ok();
        }
        boolean found = !CredentialsProvider.listCredentialsInItem(
                        SSHUserPrivateKey.class, item, ACL.SYSTEM2, List.of(), CredentialsMatchers.withId(value))
                .isEmpty();
        return found ? FormValidation.ok() : FormValidation.warning(Messages.SubmitStep_noSuchCredential());
    }

    @POST
    public FormValidation doCheckImagePattern(@AncestorInPath Item item, @QueryParameter String value) {
        if (!mayConfigure(item) || value.isBlank()) {
            return FormValidation.ok();
        }
        try {
            new ImagePattern(value);
            return FormValidation.ok();
        } catch (OperationException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    @POST
    public FormValidation doCheckMemory(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, () -> Memory.megabytes(value));
    }

    @POST
    public FormValidation doCheckTimeLimit(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, () -> TimeLimit.minutes(value));
    }

    private static FormValidation check(Item item, String value, Runnable parse) {
        if (!mayConfigure(item) || value.isBlank()) {
            return FormValidation.ok();
        }
        try {
            parse.run();
            return FormValidation.ok();
        } catch (IllegalArgumentException e) {
            return FormValidation.error(e.getMessage());
        }
    }
}
