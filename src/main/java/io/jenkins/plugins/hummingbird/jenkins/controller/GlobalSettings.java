package io.jenkins.plugins.hummingbird.jenkins.controller;

import hudson.ExtensionList;
import hudson.Util;
import io.jenkins.plugins.hummingbird.aws.AwsAccess;
import io.jenkins.plugins.hummingbird.aws.AwsRequest;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.HostKeyPolicy;
import io.jenkins.plugins.hummingbird.submit.request.NamedCluster;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.request.UsedCluster;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * What an administrator sets once for all steps: defaults for parameters that a step leaves empty, the endpoint of AWS, and
 * what jobs may do. A default is written into the request of an operation when it starts, so that a later change does not
 * move a running operation to another region.
 */
public abstract class GlobalSettings extends JobAllowances {
    /** With longer pauses Slurm may forget a task before its end was seen. */
    public static final int LONGEST_POLL_SECONDS = 60;

    private volatile String region;
    private volatile String awsCredentialsId;
    private volatile String endpoint;
    private volatile String hostKeyPolicy;
    private volatile int pollSeconds;

    /** @return the settings of this Jenkins */
    public static GlobalSettings get() {
        return ExtensionList.lookupSingleton(GlobalSettings.class);
    }

    /** @return the cluster of that name, if an administrator has defined one: as it is now */
    public abstract Optional<NamedCluster> cluster(String name);

    /** @return the names of the clusters that a job may use, by its full name */
    public abstract List<String> clusterNames(String job);

    /** @return the same request, with what a named cluster and the defaults say where it says nothing itself */
    public SubmitRequest completed(SubmitRequest request) {
        return completed(request, cluster(request.cluster).orElse(null));
    }

    /**
     * @param named the cluster that it names; null for none
     * @return the same request
     */
    public SubmitRequest completed(SubmitRequest request, NamedCluster named) {
        if (named != null) {
            UsedCluster.apply(named, request);
        }
        completed(request.aws);
        request.hostKeyPolicy = hostKeyPolicy(request.hostKeyPolicy);
        return request;
    }

    /** @return the same request, with the defaults for region and credential where it names none */
    public AwsRequest completed(AwsRequest request) {
        request.region = request.region.isEmpty() ? Util.fixNull(region) : request.region;
        request.awsCredentialsId =
                request.awsCredentialsId.isEmpty() ? Util.fixNull(awsCredentialsId) : request.awsCredentialsId;
        return request;
    }

    /**
     * @param ofStep null or blank for none
     * @return the policy of the step, else the default; empty when there is none
     */
    public String hostKeyPolicy(String ofStep) {
        String own = Util.fixEmptyAndTrim(ofStep);
        return own == null ? Util.fixNull(hostKeyPolicy) : own;
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
    public Duration leastWait() {
        return Duration.ofSeconds(Math.max(0, Math.min(pollSeconds, LONGEST_POLL_SECONDS)));
    }

    /**
     * @return null for the real services of AWS
     * @throws OperationException when what is set is no URL
     */
    public URI endpointUri() throws OperationException {
        String present = endpoint;
        return present == null ? null : AwsAccess.parseEndpoint(present);
    }
}
