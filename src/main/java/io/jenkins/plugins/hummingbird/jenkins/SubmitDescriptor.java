package io.jenkins.plugins.hummingbird.jenkins;

import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.hummingbird.cellprofiler.ImagePattern;
import io.jenkins.plugins.hummingbird.cellprofiler.PatternTrial;
import io.jenkins.plugins.hummingbird.cluster.ClusterRequest;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.slurm.Memory;
import io.jenkins.plugins.hummingbird.slurm.SbatchOptions;
import io.jenkins.plugins.hummingbird.slurm.TimeLimit;
import io.jenkins.plugins.hummingbird.ssh.HostKeyPolicy;
import io.jenkins.plugins.hummingbird.submit.Bounds;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The lists and checks of the form of {@code hummingbirdSubmit}. */
abstract class SubmitDescriptor extends AwsDescriptor {
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
    public FormValidation doCheckCluster(@AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, ClusterRequest::checkName);
    }

    @POST
    public FormValidation doCheckSshCredentialsId(@AncestorInPath Item item, @QueryParameter String value) {
        return SshKeyField.check(item, mayConfigure(item), value);
    }

    @POST
    public FormValidation doCheckImagePattern(@AncestorInPath Item item, @QueryParameter String value) {
        if (!mayConfigure(item) || value.isBlank()) {
            return FormValidation.ok();
        }
        try {
            List<String> keys = new ImagePattern(value).keys();
            return FormValidation.ok(Messages.SubmitStep_groupsOfPattern(
                    keys.isEmpty() ? Messages.SubmitStep_none() : String.join(", ", keys)));
        } catch (OperationException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    /** Says who answers at the head node; nothing of the form, and no key of a host, is saved by it. */
    @POST
    public FormValidation doTestHeadNode(
            @AncestorInPath Item item,
            @QueryParameter String cluster,
            @QueryParameter String address,
            @QueryParameter String host,
            @QueryParameter int port,
            @QueryParameter String user,
            @QueryParameter String sshCredentialsId,
            @QueryParameter String hostKeyPolicy,
            @QueryParameter String hostKey,
            @QueryParameter String knownHosts,
            @QueryParameter String region,
            @QueryParameter String awsCredentialsId,
            @QueryParameter String roleArn) {
        checkMayTry(item);
        SubmitStep step = new SubmitStep();
        step.setCluster(cluster);
        step.setAddress(address);
        step.setHost(host);
        step.setPort(port);
        step.setUser(user);
        step.setSshCredentialsId(sshCredentialsId);
        step.setHostKeyPolicy(hostKeyPolicy);
        step.setHostKey(hostKey);
        step.setKnownHosts(knownHosts);
        step.setRegion(region);
        step.setAwsCredentialsId(awsCredentialsId);
        step.setRoleArn(roleArn);
        return new HeadNodeConnection(item, new RequestWriter(null).request(step)).test();
    }

    /** Says what the groups of the pattern take of a path; the path is asked about alone, and saved nowhere. */
    @POST
    public FormValidation doTryImagePattern(
            @AncestorInPath Item item, @QueryParameter String imagePattern, @QueryParameter String samplePath) {
        checkMayTry(item);
        if (imagePattern.isBlank() || samplePath.isBlank()) {
            return FormValidation.error(Messages.SubmitStep_nothingToTry());
        }
        try {
            Map<String, String> found = PatternTrial.of(imagePattern.trim(), samplePath.strip());
            String groups = found.entrySet().stream()
                    .map(group -> group.getKey() + " = " + group.getValue())
                    .collect(Collectors.joining("; "));
            return FormValidation.ok(
                    new ImagePattern(imagePattern.trim()).readsIndex()
                            ? Messages.SubmitStep_indexNamesChannels(groups)
                            : groups);
        } catch (OperationException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    @POST
    public FormValidation doCheckMemory(@AncestorInPath Item item, @QueryParameter String value) {
        return checkAmount(item, value, () -> Memory.megabytes(value));
    }

    @POST
    public FormValidation doCheckTimeLimit(@AncestorInPath Item item, @QueryParameter String value) {
        return checkAmount(item, value, () -> TimeLimit.minutes(value));
    }

    @POST
    public FormValidation doCheckSbatchOptions(@AncestorInPath Item item, @QueryParameter String value) {
        return value.contains("$") ? FormValidation.ok() : checkAmount(item, value, () -> SbatchOptions.parse(value));
    }

    @POST
    public FormValidation doCheckPort(@AncestorInPath Item item, @QueryParameter String value) {
        return checkNumber(item, value, Bounds.PORT);
    }

    @POST
    public FormValidation doCheckCpus(@AncestorInPath Item item, @QueryParameter String value) {
        return checkNumber(item, value, Bounds.CPUS);
    }

    @POST
    public FormValidation doCheckGroupsPerTask(@AncestorInPath Item item, @QueryParameter String value) {
        return checkNumber(item, value, Bounds.GROUPS_PER_TASK);
    }

    @POST
    public FormValidation doCheckMaxConcurrent(@AncestorInPath Item item, @QueryParameter String value) {
        return checkNumber(item, value, Bounds.MAX_CONCURRENT);
    }

    @POST
    public FormValidation doCheckMinFileSize(@AncestorInPath Item item, @QueryParameter String value) {
        return checkNumber(item, value, Bounds.MIN_FILE_SIZE);
    }

    @POST
    public FormValidation doCheckRetries(@AncestorInPath Item item, @QueryParameter String value) {
        return checkNumber(item, value, Bounds.RETRIES);
    }

    @POST
    public FormValidation doCheckKeepAttempts(@AncestorInPath Item item, @QueryParameter String value) {
        return checkNumber(item, value, Bounds.KEEP_ATTEMPTS);
    }

    @POST
    public FormValidation doCheckMaxFailed(@AncestorInPath Item item, @QueryParameter String value) {
        return checkNumber(item, value, Bounds.MAX_FAILED);
    }

    @POST
    public FormValidation doCheckTimeoutMinutes(@AncestorInPath Item item, @QueryParameter String value) {
        return checkNumber(item, value, Bounds.TIMEOUT_MINUTES);
    }

    private static FormValidation checkNumber(Item item, String value, Bounds bounds) {
        if (!mayConfigure(item) || value.isBlank()) {
            return FormValidation.ok();
        }
        String problem = bounds.problem(value);
        return problem.isEmpty() ? FormValidation.ok() : FormValidation.error(problem);
    }

    private static FormValidation checkAmount(Item item, String value, Runnable parse) {
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
