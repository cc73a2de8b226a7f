package io.jenkins.plugins.hummingbird.jenkins;

import hudson.Util;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import org.kohsuke.stapler.DataBoundSetter;

/** A step that logs in to a head node by SSH: the parameters that say which, as whom, and how the host is known. */
public abstract class HeadNodeStep extends AwsStep {
    private static final long serialVersionUID = 1L;
    private static final int SSH_PORT = 22;

    private String cluster;
    private String address = SubmitRequest.PRIVATE;
    private String instanceConnectEndpointId;
    private String host;
    private int port = SSH_PORT;
    private String user;
    private String sshCredentialsId;
    private String hostKey;
    private String hostKeyPolicy;
    private String knownHosts;

    /** Restores defaults that a saved configuration does not hold. */
    void restoreDefaults() {
        address = text(address, SubmitRequest.PRIVATE);
        if (port == 0) {
            port = SSH_PORT;
        }
    }

    /** @return the name of a cluster; null when not set, like all texts here that have no default */
    public String getCluster() {
        return cluster;
    }

    @DataBoundSetter
    public void setCluster(String cluster) {
        this.cluster = Util.fixEmptyAndTrim(cluster);
    }

    /** @return private, public or endpoint: by which way the cluster's head node is reached */
    public String getAddress() {
        return address;
    }

    @DataBoundSetter
    public void setAddress(String address) {
        this.address = text(address, SubmitRequest.PRIVATE);
    }

    /** @return the id of an EC2 Instance Connect Endpoint, where one is the way */
    public String getInstanceConnectEndpointId() {
        return instanceConnectEndpointId;
    }

    @DataBoundSetter
    public void setInstanceConnectEndpointId(String instanceConnectEndpointId) {
        this.instanceConnectEndpointId = Util.fixEmptyAndTrim(instanceConnectEndpointId);
    }

    /** @return the head node's name or address, in place of a cluster */
    public String getHost() {
        return host;
    }

    @DataBoundSetter
    public void setHost(String host) {
        this.host = Util.fixEmptyAndTrim(host);
    }

    /** @return the SSH port */
    public int getPort() {
        return port;
    }

    @DataBoundSetter
    public void setPort(int port) {
        this.port = port;
    }

    /** @return the account on the head node */
    public String getUser() {
        return user;
    }

    @DataBoundSetter
    public void setUser(String user) {
        this.user = Util.fixEmptyAndTrim(user);
    }

    /** @return the id of an SSH private key */
    public String getSshCredentialsId() {
        return sshCredentialsId;
    }

    @DataBoundSetter
    public void setSshCredentialsId(String sshCredentialsId) {
        this.sshCredentialsId = Util.fixEmptyAndTrim(sshCredentialsId);
    }

    /** @return the pinned host key, or its fingerprint */
    public String getHostKey() {
        return hostKey;
    }

    @DataBoundSetter
    public void setHostKey(String hostKey) {
        this.hostKey = Util.fixEmptyAndTrim(hostKey);
    }

    /** @return how the host is known */
    public String getHostKeyPolicy() {
        return hostKeyPolicy;
    }

    @DataBoundSetter
    public void setHostKeyPolicy(String hostKeyPolicy) {
        this.hostKeyPolicy = Util.fixEmptyAndTrim(hostKeyPolicy);
    }

    /** @return lines of a known_hosts file */
    public String getKnownHosts() {
        return knownHosts;
    }

    @DataBoundSetter
    public void setKnownHosts(String knownHosts) {
        this.knownHosts = Util.fixEmptyAndTrim(knownHosts);
    }
}
