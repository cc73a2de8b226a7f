package io.jenkins.plugins.hummingbird.jenkins.controller;

import hudson.Util;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.hummingbird.aws.AwsAllowance;
import io.jenkins.plugins.hummingbird.operation.NamePatterns;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.HostAllowance;
import io.jenkins.plugins.hummingbird.ssh.HostKeyPolicy;
import java.util.Optional;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * The part of the global configuration that says what jobs may do: their authors are no administrators. It holds at each
 * use, also for running operations; docs/security.md says what to set.
 */
public abstract class JobAllowances extends GlobalConfiguration {
    /** For messages. */
    private static final String PLACE = "Manage Jenkins, System, Hummingbird";

    private volatile boolean allowControllerCredentials;
    private volatile String allowedRoles;
    private volatile String allowedHosts;
    private volatile String minimumHostKeyPolicy;

    /** @return whether a step without a credential uses AWS as the controller itself */
    public boolean isAllowControllerCredentials() {
        return allowControllerCredentials;
    }

    @DataBoundSetter
    public void setAllowControllerCredentials(boolean allowControllerCredentials) {
        this.allowControllerCredentials = allowControllerCredentials;
        save();
    }

    /** @return patterns of the ARNs of roles; null for any role */
    public String getAllowedRoles() {
        return allowedRoles;
    }

    @DataBoundSetter
    public void setAllowedRoles(String allowedRoles) {
        this.allowedRoles = Util.fixEmptyAndTrim(allowedRoles);
        save();
    }

    /** @return patterns of the names and addresses of hosts; null for any host */
    public String getAllowedHosts() {
        return allowedHosts;
    }

    @DataBoundSetter
    public void setAllowedHosts(String allowedHosts) {
        this.allowedHosts = Util.fixEmptyAndTrim(allowedHosts);
        save();
    }

    /** @return a word of {@link HostKeyPolicy}, which no step may go below; null for no such limit */
    public String getMinimumHostKeyPolicy() {
        return minimumHostKeyPolicy;
    }

    @DataBoundSetter
    public void setMinimumHostKeyPolicy(String minimumHostKeyPolicy) {
        this.minimumHostKeyPolicy = Util.fixEmptyAndTrim(minimumHostKeyPolicy);
        save();
    }

    /** @return the part of it that is about AWS */
    public final AwsAllowance awsAllowance() {
        return new AwsAllowance(allowControllerCredentials, new NamePatterns(allowedRoles), PLACE);
    }

    /**
     * @return the part of it that is about hosts
     * @throws OperationException when the minimum that is set is no policy: no limit is no answer to a slip
     */
    public final HostAllowance hostAllowance() throws OperationException {
        try {
            String minimum = minimumHostKeyPolicy;
            HostKeyPolicy least = minimum == null ? HostKeyPolicy.ACCEPT_ANY : HostKeyPolicy.parse(minimum);
            return new HostAllowance(allowedHosts, least, PLACE);
        } catch (OperationException e) {
            throw new OperationException(PLACE + ", minimumHostKeyPolicy: " + e.getMessage(), e);
        }
    }

    protected static boolean mayConfigure() {
        return Jenkins.get().hasPermission(Jenkins.ADMINISTER);
    }

    /** A rule of the engine, whose message is shown. */
    protected interface Rule {
        void check(String value) throws OperationException;
    }

    /** Checks a value as its use does; nothing of what is blank, and nothing for somebody who is no administrator. */
    protected static FormValidation check(String value, Rule rule) {
        String text = Util.fixEmptyAndTrim(value);
        if (!mayConfigure() || text == null) {
            return FormValidation.ok();
        }
        try {
            rule.check(text);
            return FormValidation.ok();
        } catch (OperationException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    /**
     * @return what each minimum leaves to jobs, and the present value where it is another word: a list without it would choose
     *     its first entry, which is no minimum
     */
    @POST
    public ListBoxModel doFillMinimumHostKeyPolicyItems(@QueryParameter String minimumHostKeyPolicy) {
        ListBoxModel result = new ListBoxModel();
        if (mayConfigure()) {
            result.add(Messages.JobAllowances_anyPolicy(), "");
            result.add(Messages.JobAllowances_notAcceptAny(), HostKeyPolicy.FIRST_USE.word());
            result.add(Messages.JobAllowances_pinned(), HostKeyPolicy.PINNED.word());
            String present = Util.fixNull(minimumHostKeyPolicy).trim();
            if (result.stream().noneMatch(one -> one.value.equals(present))) {
                result.add(present, present);
            }
        }
        return result;
    }

    /** A word that is no policy would refuse every login. */
    @POST
    public FormValidation doCheckMinimumHostKeyPolicy(@QueryParameter String value) {
        return check(value, HostKeyPolicy::parse);
    }

    @POST
    public FormValidation doCheckAllowControllerCredentials(@QueryParameter String value) {
        return mayConfigure() && Boolean.parseBoolean(value)
                ? FormValidation.warning(Messages.JobAllowances_controller())
                : FormValidation.ok();
    }

    /** A pattern that can match no ARN is a slip. */
    @POST
    public FormValidation doCheckAllowedRoles(@QueryParameter String value) {
        if (!mayConfigure()) {
            return FormValidation.ok();
        }
        Optional<String> wrong = new NamePatterns(value)
                .all().stream()
                        .filter(one -> !one.startsWith("arn:") && !one.startsWith("*"))
                        .findFirst();
        return wrong.isPresent()
                ? FormValidation.error(Messages.JobAllowances_noArn(wrong.get()))
                : FormValidation.ok();
    }

    @POST
    public FormValidation doCheckAllowedHosts(@QueryParameter String value) {
        return check(value, HostAllowance::checkPatterns);
    }
}
