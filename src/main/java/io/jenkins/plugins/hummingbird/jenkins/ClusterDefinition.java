package io.jenkins.plugins.hummingbird.jenkins;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import io.jenkins.plugins.hummingbird.jenkins.form.NamedClusterDescriptor;
import io.jenkins.plugins.hummingbird.submit.request.HeadNodeAddress;
import io.jenkins.plugins.hummingbird.submit.request.NamedCluster;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A cluster in the global configuration, by whose name jobs submit to it. */
public final class ClusterDefinition extends AbstractDescribableImpl<ClusterDefinition> {
    private final NamedCluster values = new NamedCluster();

    /** @param name what jobs call it */
    @DataBoundConstructor
    public ClusterDefinition(String name) {
        values.name = text(name);
    }

    private static String text(String text) {
        return Util.fixNull(text).trim();
    }

    /** @return what submissions take of it */
    NamedCluster cluster() {
        return values;
    }

    /** @return what jobs call it */
    public String getName() {
        return values.name;
    }

    /** @return a cluster of ParallelCluster, whose head node is looked for; null when not set, like all texts here */
    public String getParallelCluster() {
        return Util.fixEmpty(values.parallelCluster);
    }

    @DataBoundSetter
    public void setParallelCluster(String parallelCluster) {
        values.parallelCluster = text(parallelCluster);
    }

    /** @return its region */
    public String getRegion() {
        return Util.fixEmpty(values.aws.region);
    }

    @DataBoundSetter
    public void setRegion(String region) {
        values.aws.region = text(region);
    }

    /** @return the id of a credential of Jenkins by which AWS is used */
    public String getAwsCredentialsId() {
        return Util.fixEmpty(values.aws.awsCredentialsId);
    }

    @DataBoundSetter
    public void setAwsCredentialsId(String awsCredentialsId) {
        values.aws.awsCredentialsId = text(awsCredentialsId);
    }

    /** @return a role to assume */
    public String getRoleArn() {
        return Util.fixEmpty(values.aws.roleArn);
    }

    @DataBoundSetter
    public void setRoleArn(String roleArn) {
        values.aws.roleArn = text(roleArn);
    }

    /** @return what the trust policy of the role asks for */
    public String getExternalId() {
        return Util.fixEmpty(values.aws.externalId);
    }

    @DataBoundSetter
    public void setExternalId(String externalId) {
        values.aws.externalId = text(externalId);
    }

    /** @return private, public or endpoint */
    public String getAddress() {
        return values.address;
    }

    @DataBoundSetter
    public void setAddress(String address) {
        values.address = text(address).isEmpty() ? HeadNodeAddress.PRIVATE : text(address);
    }

    /** @return the id of an EC2 Instance Connect Endpoint */
    public String getInstanceConnectEndpointId() {
        return Util.fixEmpty(values.instanceConnectEndpointId);
    }

    @DataBoundSetter
    public void setInstanceConnectEndpointId(String instanceConnectEndpointId) {
        values.instanceConnectEndpointId = text(instanceConnectEndpointId);
    }

    /** @return the name or address of the head node */
    public String getHost() {
        return Util.fixEmpty(values.host);
    }

    @DataBoundSetter
    public void setHost(String host) {
        values.host = text(host);
    }

    /** @return the account there */
    public String getUser() {
        return Util.fixEmpty(values.user);
    }

    @DataBoundSetter
    public void setUser(String user) {
        values.user = text(user);
    }

    /** @return the id of an SSH private key of Jenkins */
    public String getSshCredentialsId() {
        return Util.fixEmpty(values.sshCredentialsId);
    }

    @DataBoundSetter
    public void setSshCredentialsId(String sshCredentialsId) {
        values.sshCredentialsId = text(sshCredentialsId);
    }

    /** @return how the host key is verified */
    public String getHostKeyPolicy() {
        return Util.fixEmpty(values.hostKeyPolicy);
    }

    @DataBoundSetter
    public void setHostKeyPolicy(String hostKeyPolicy) {
        values.hostKeyPolicy = text(hostKeyPolicy);
    }

    /** @return the pinned host key, or its fingerprint */
    public String getHostKey() {
        return Util.fixEmpty(values.hostKey);
    }

    @DataBoundSetter
    public void setHostKey(String hostKey) {
        values.hostKey = text(hostKey);
    }

    /** @return lines of a known_hosts file */
    public String getKnownHosts() {
        return Util.fixEmpty(values.knownHosts);
    }

    @DataBoundSetter
    public void setKnownHosts(String knownHosts) {
        values.knownHosts = text(knownHosts);
    }

    /** @return the command on the compute nodes */
    public String getCellprofiler() {
        return Util.fixEmpty(values.cellprofiler);
    }

    @DataBoundSetter
    public void setCellprofiler(String cellprofiler) {
        values.cellprofiler = text(cellprofiler);
    }

    /** @return a folder of CellProfiler plugins */
    public String getPluginsDirectory() {
        return Util.fixEmpty(values.pluginsDirectory);
    }

    @DataBoundSetter
    public void setPluginsDirectory(String pluginsDirectory) {
        values.pluginsDirectory = text(pluginsDirectory);
    }

    /** @return a Python interpreter that has DuckDB */
    public String getTablesPython() {
        return Util.fixEmpty(values.tablesPython);
    }

    @DataBoundSetter
    public void setTablesPython(String tablesPython) {
        values.tablesPython = text(tablesPython);
    }

    /** @return the partition of jobs that name none */
    public String getPartition() {
        return Util.fixEmpty(values.partition);
    }

    @DataBoundSetter
    public void setPartition(String partition) {
        values.partition = text(partition);
    }

    /** @return folders and URLs that images lie below */
    public String getImageRoots() {
        return Util.fixEmpty(values.imageRoots);
    }

    @DataBoundSetter
    public void setImageRoots(String imageRoots) {
        values.imageRoots = text(imageRoots);
    }

    /** @return folders and URLs that results lie below */
    public String getOutputRoots() {
        return Util.fixEmpty(values.outputRoots);
    }

    @DataBoundSetter
    public void setOutputRoots(String outputRoots) {
        values.outputRoots = text(outputRoots);
    }

    /** @return what an hour of a node costs */
    public String getNodePrices() {
        return Util.fixEmpty(values.nodePrices);
    }

    @DataBoundSetter
    public void setNodePrices(String nodePrices) {
        values.nodePrices = text(nodePrices);
    }

    /** @return patterns of the names of jobs that may use it */
    public String getJobs() {
        return Util.fixEmpty(values.jobs);
    }

    @DataBoundSetter
    public void setJobs(String jobs) {
        values.jobs = text(jobs);
    }

    /** @return the SSH port of the head node */
    public int getPort() {
        return values.port;
    }

    @DataBoundSetter
    public void setPort(int port) {
        values.port = port;
    }

    /** @return whether a job may give its own account, credentials, programs and partition */
    public boolean isOwnValues() {
        return values.ownValues;
    }

    @DataBoundSetter
    public void setOwnValues(boolean ownValues) {
        values.ownValues = ownValues;
    }

    /** Describes it. */
    @Extension
    public static final class DescriptorImpl extends NamedClusterDescriptor<ClusterDefinition> {
        @Override
        public String getDisplayName() {
            return Messages.ClusterDefinition_displayName();
        }
    }
}
