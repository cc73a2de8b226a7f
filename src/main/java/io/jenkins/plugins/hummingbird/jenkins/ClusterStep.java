package io.jenkins.plugins.hummingbird.jenkins;

import hudson.EnvVars;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.hummingbird.cluster.ClusterOperation;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterAction;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterRequest;
import io.jenkins.plugins.hummingbird.jenkins.form.ClusterDescriptor;
import io.jenkins.plugins.hummingbird.jenkins.run.JenkinsContext;
import io.jenkins.plugins.hummingbird.operation.Operation;
import java.time.Instant;
import java.util.Arrays;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code hummingbirdCluster}: makes, changes, reads, starts, stops or deletes a cluster of ParallelCluster. */
public final class ClusterStep extends AwsStep {
    private static final long serialVersionUID = 1L;

    /** Holds the defaults of all parameters. */
    static final ClusterRequest DEFAULTS = new ClusterRequest();

    private final String action;
    private String name;
    private String configuration;
    private String configurationText;
    private String customAmi;
    private String directoryId;
    private String domainReadOnlyUser;
    private String passwordSecretArn;
    private String pcluster;
    private Boolean rollbackOnFailure = DEFAULTS.rollbackOnFailure;
    private String suppressValidators;
    private boolean stopFleet = DEFAULTS.stopFleet;
    private Boolean wait = DEFAULTS.wait;
    private boolean headNode = DEFAULTS.headNode;
    private boolean force = DEFAULTS.force;
    private String retain;
    private int expiresAfterHours = DEFAULTS.expiresAfterHours;
    private int timeoutMinutes = DEFAULTS.timeoutMinutes;
    private String os = DEFAULTS.os;
    private String architecture = DEFAULTS.architecture;

    /** @param action a word of {@link ClusterAction}; may be null, which the operation refuses */
    @DataBoundConstructor
    public ClusterStep(String action) {
        this.action = Util.fixEmptyAndTrim(action);
    }

    /** Restores defaults that a saved configuration does not hold. */
    private Object readResolve() {
        if (rollbackOnFailure == null) {
            rollbackOnFailure = DEFAULTS.rollbackOnFailure;
        }
        if (wait == null) {
            wait = DEFAULTS.wait;
        }
        timeoutMinutes = timeoutMinutes == 0 ? DEFAULTS.timeoutMinutes : timeoutMinutes;
        os = Util.fixNull(os);
        architecture = Util.fixNull(architecture);
        return this;
    }

    @Override
    String idPrefix() {
        return "cluster";
    }

    @Override
    boolean runsOnNode() {
        return Arrays.stream(ClusterAction.values())
                .anyMatch(one -> one.needsCli() && one.word().equals(action));
    }

    @Override
    Operation<? super JenkinsContext> operation(String id, Instant now, EnvVars environment) {
        return new ClusterOperation(id, new RequestWriter(environment).request(this), now);
    }

    /** @return what is to be done: a word of {@link ClusterAction} */
    public String getAction() {
        return action;
    }

    /** @return the cluster; null when not set, like all texts here without a default */
    public String getName() {
        return name;
    }

    @DataBoundSetter
    public void setName(String name) {
        this.name = Util.fixEmptyAndTrim(name);
    }

    /** @return the path of a configuration in the workspace */
    public String getConfiguration() {
        return configuration;
    }

    @DataBoundSetter
    public void setConfiguration(String configuration) {
        this.configuration = Util.fixEmptyAndTrim(configuration);
    }

    /** @return its text, in place of the file */
    public String getConfigurationText() {
        return configurationText;
    }

    @DataBoundSetter
    public void setConfigurationText(String configurationText) {
        this.configurationText = Util.fixEmpty(configurationText);
    }

    /** @return the id of an image for the nodes */
    public String getCustomAmi() {
        return customAmi;
    }

    @DataBoundSetter
    public void setCustomAmi(String customAmi) {
        this.customAmi = Util.fixEmptyAndTrim(customAmi);
    }

    /** @return the directory of the users */
    public String getDirectoryId() {
        return directoryId;
    }

    @DataBoundSetter
    public void setDirectoryId(String directoryId) {
        this.directoryId = Util.fixEmptyAndTrim(directoryId);
    }

    /** @return who reads the directory */
    public String getDomainReadOnlyUser() {
        return domainReadOnlyUser;
    }

    @DataBoundSetter
    public void setDomainReadOnlyUser(String domainReadOnlyUser) {
        this.domainReadOnlyUser = Util.fixEmptyAndTrim(domainReadOnlyUser);
    }

    /** @return the secret with that user's password */
    public String getPasswordSecretArn() {
        return passwordSecretArn;
    }

    @DataBoundSetter
    public void setPasswordSecretArn(String passwordSecretArn) {
        this.passwordSecretArn = Util.fixEmptyAndTrim(passwordSecretArn);
    }

    /** @return the name of a tool, or where the command is */
    public String getPcluster() {
        return pcluster;
    }

    @DataBoundSetter
    public void setPcluster(String pcluster) {
        this.pcluster = Util.fixEmptyAndTrim(pcluster);
    }

    /** @return whether what a failed creation has made is removed */
    public boolean isRollbackOnFailure() {
        return rollbackOnFailure;
    }

    @DataBoundSetter
    public void setRollbackOnFailure(boolean rollbackOnFailure) {
        this.rollbackOnFailure = rollbackOnFailure;
    }

    /** @return validators of ParallelCluster to leave out */
    public String getSuppressValidators() {
        return suppressValidators;
    }

    @DataBoundSetter
    public void setSuppressValidators(String suppressValidators) {
        this.suppressValidators = Util.fixEmptyAndTrim(suppressValidators);
    }

    /** @return whether an update stops the compute fleet before, and starts it again after it */
    public boolean isStopFleet() {
        return stopFleet;
    }

    @DataBoundSetter
    public void setStopFleet(boolean stopFleet) {
        this.stopFleet = stopFleet;
    }

    /** @return whether the step waits until what it began is done */
    public boolean isWait() {
        return wait;
    }

    @DataBoundSetter
    public void setWait(boolean wait) {
        this.wait = wait;
    }

    /** @return whether a cluster that Hummingbird did not make may be deleted */
    public boolean isForce() {
        return force;
    }

    @DataBoundSetter
    public void setForce(boolean force) {
        this.force = force;
    }

    /** @return whether the head node is stopped, too */
    public boolean isHeadNode() {
        return headNode;
    }

    @DataBoundSetter
    public void setHeadNode(boolean headNode) {
        this.headNode = headNode;
    }

    /** @return resources that a deletion leaves in AWS when an earlier one could not delete them */
    public String getRetain() {
        return retain;
    }

    @DataBoundSetter
    public void setRetain(String retain) {
        this.retain = Util.fixEmptyAndTrim(retain);
    }

    /** @return after how many hours a later build of the job may delete the cluster; 0 for never */
    public int getExpiresAfterHours() {
        return expiresAfterHours;
    }

    @DataBoundSetter
    public void setExpiresAfterHours(int expiresAfterHours) {
        this.expiresAfterHours = expiresAfterHours;
    }

    /** @return how long all may take, in minutes */
    public int getTimeoutMinutes() {
        return timeoutMinutes;
    }

    @DataBoundSetter
    public void setTimeoutMinutes(int timeoutMinutes) {
        this.timeoutMinutes = timeoutMinutes;
    }

    /** @return for images: the operating system; empty for all, never null */
    public String getOs() {
        return os;
    }

    @DataBoundSetter
    public void setOs(String os) {
        this.os = text(os, "");
    }

    /** @return for images: {@code x86_64} or {@code arm64}; empty for both, never null */
    public String getArchitecture() {
        return architecture;
    }

    @DataBoundSetter
    public void setArchitecture(String architecture) {
        this.architecture = text(architecture, "");
    }

    /** Describes the step. */
    @Extension
    @Symbol("hummingbirdCluster")
    public static final class DescriptorImpl extends ClusterDescriptor {
        @Override
        public String getFunctionName() {
            return "hummingbirdCluster";
        }

        @Override
        public String getDisplayName() {
            return Messages.ClusterStep_displayName();
        }
    }
}
