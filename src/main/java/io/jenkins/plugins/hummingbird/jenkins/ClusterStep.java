package io.jenkins.plugins.hummingbird.jenkins;

import hudson.EnvVars;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.hummingbird.aws.AwsRequest;
import io.jenkins.plugins.hummingbird.cluster.ClusterOperation;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterAction;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterRequest;
import io.jenkins.plugins.hummingbird.jenkins.controller.GlobalSettings;
import io.jenkins.plugins.hummingbird.jenkins.form.ClusterDescriptor;
import io.jenkins.plugins.hummingbird.jenkins.run.JenkinsContext;
import io.jenkins.plugins.hummingbird.operation.Operation;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.time.Instant;
import java.util.Arrays;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code hummingbirdCluster}: makes, changes, reads, starts, stops or deletes a cluster of ParallelCluster. */
public final class ClusterStep extends AwsStep {
    private static final long serialVersionUID = 1L;

    /** @param action a word of {@link ClusterAction}; may be null, which the operation refuses */
    @DataBoundConstructor
    public ClusterStep(String action) {
        super(new ClusterRequest());
        request().action = text(action, "");
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        FlatFields.read(in, deserialized());
    }

    @Override
    ClusterRequest newRequest() {
        return new ClusterRequest();
    }

    @Override
    ClusterRequest request() {
        return (ClusterRequest) super.request();
    }

    @Override
    AwsRequest aws() {
        return request().aws;
    }

    /** @return the parameters as an operation gets them, see {@link #operation} */
    ClusterRequest request(EnvVars environment) {
        ClusterRequest request = ClusterRequest.PARAMETERS.expanded(request(), variables(environment));
        GlobalSettings.get().completed(request.aws);
        return request;
    }

    @Override
    String idPrefix() {
        return "cluster";
    }

    @Override
    boolean runsOnNode() {
        return Arrays.stream(ClusterAction.values())
                .anyMatch(one -> one.needsCli() && one.word().equals(request().action));
    }

    @Override
    Operation<? super JenkinsContext> operation(String id, Instant now, EnvVars environment) {
        return new ClusterOperation(id, request(environment), now);
    }

    /** @return what is to be done: a word of {@link ClusterAction} */
    public String getAction() {
        return Util.fixEmpty(request().action);
    }

    /** @return the cluster; null when not set, like all texts here without a default */
    public String getName() {
        return Util.fixEmpty(request().name);
    }

    @DataBoundSetter
    public void setName(String name) {
        request().name = text(name, "");
    }

    /** @return the path of a configuration in the workspace */
    public String getConfiguration() {
        return Util.fixEmpty(request().configuration);
    }

    @DataBoundSetter
    public void setConfiguration(String configuration) {
        request().configuration = text(configuration, "");
    }

    /** @return its text, in place of the file */
    public String getConfigurationText() {
        return Util.fixEmpty(request().configurationText);
    }

    @DataBoundSetter
    public void setConfigurationText(String configurationText) {
        request().configurationText = Util.fixNull(configurationText);
    }

    /** @return the id of an image for the nodes */
    public String getCustomAmi() {
        return Util.fixEmpty(request().customAmi);
    }

    @DataBoundSetter
    public void setCustomAmi(String customAmi) {
        request().customAmi = text(customAmi, "");
    }

    /** @return the directory of the users */
    public String getDirectoryId() {
        return Util.fixEmpty(request().directoryId);
    }

    @DataBoundSetter
    public void setDirectoryId(String directoryId) {
        request().directoryId = text(directoryId, "");
    }

    /** @return who reads the directory */
    public String getDomainReadOnlyUser() {
        return Util.fixEmpty(request().domainReadOnlyUser);
    }

    @DataBoundSetter
    public void setDomainReadOnlyUser(String domainReadOnlyUser) {
        request().domainReadOnlyUser = text(domainReadOnlyUser, "");
    }

    /** @return the secret with that user's password */
    public String getPasswordSecretArn() {
        return Util.fixEmpty(request().passwordSecretArn);
    }

    @DataBoundSetter
    public void setPasswordSecretArn(String passwordSecretArn) {
        request().passwordSecretArn = text(passwordSecretArn, "");
    }

    /** @return the name of a tool, or where the command is */
    public String getPcluster() {
        return Util.fixEmpty(request().pcluster);
    }

    @DataBoundSetter
    public void setPcluster(String pcluster) {
        request().pcluster = text(pcluster, "");
    }

    /** @return whether what a failed creation has made is removed */
    public boolean isRollbackOnFailure() {
        return request().rollbackOnFailure;
    }

    @DataBoundSetter
    public void setRollbackOnFailure(boolean rollbackOnFailure) {
        request().rollbackOnFailure = rollbackOnFailure;
    }

    /** @return validators of ParallelCluster to leave out */
    public String getSuppressValidators() {
        return Util.fixEmpty(request().suppressValidators);
    }

    @DataBoundSetter
    public void setSuppressValidators(String suppressValidators) {
        request().suppressValidators = text(suppressValidators, "");
    }

    /** @return whether an update stops the compute fleet before, and starts it again after it */
    public boolean isStopFleet() {
        return request().stopFleet;
    }

    @DataBoundSetter
    public void setStopFleet(boolean stopFleet) {
        request().stopFleet = stopFleet;
    }

    /** @return whether the step waits until what it began is done */
    public boolean isWait() {
        return request().wait;
    }

    @DataBoundSetter
    public void setWait(boolean wait) {
        request().wait = wait;
    }

    /** @return whether a cluster that Hummingbird did not make may be deleted */
    public boolean isForce() {
        return request().force;
    }

    @DataBoundSetter
    public void setForce(boolean force) {
        request().force = force;
    }

    /** @return whether the head node is stopped, too */
    public boolean isHeadNode() {
        return request().headNode;
    }

    @DataBoundSetter
    public void setHeadNode(boolean headNode) {
        request().headNode = headNode;
    }

    /** @return resources that a deletion leaves in AWS when an earlier one could not delete them */
    public String getRetain() {
        return Util.fixEmpty(request().retain);
    }

    @DataBoundSetter
    public void setRetain(String retain) {
        request().retain = text(retain, "");
    }

    /** @return after how many hours a later build of the job may delete the cluster; 0 for never */
    public int getExpiresAfterHours() {
        return request().expiresAfterHours;
    }

    @DataBoundSetter
    public void setExpiresAfterHours(int expiresAfterHours) {
        request().expiresAfterHours = expiresAfterHours;
    }

    /** @return how long all may take, in minutes */
    public int getTimeoutMinutes() {
        return request().timeoutMinutes;
    }

    @DataBoundSetter
    public void setTimeoutMinutes(int timeoutMinutes) {
        request().timeoutMinutes = timeoutMinutes;
    }

    /** @return for images: the operating system; empty for all, never null */
    public String getOs() {
        return request().os;
    }

    @DataBoundSetter
    public void setOs(String os) {
        request().os = text(os, "");
    }

    /** @return for images: {@code x86_64} or {@code arm64}; empty for both, never null */
    public String getArchitecture() {
        return request().architecture;
    }

    @DataBoundSetter
    public void setArchitecture(String architecture) {
        request().architecture = text(architecture, "");
    }

    /** Found by Jenkins by its name. */
    public static final class ConverterImpl extends StepConverter<ClusterStep> {
        public ConverterImpl() {
            super(ClusterStep.class, () -> new ClusterStep(null));
        }
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
