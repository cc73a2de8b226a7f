package io.jenkins.plugins.hummingbird.jenkins;

import hudson.Util;
import io.jenkins.plugins.hummingbird.aws.AwsRequest;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.io.IOException;
import java.io.ObjectInputStream;
import org.kohsuke.stapler.DataBoundSetter;

/** A step that logs in to a head node by SSH: the host, the account, and how its host key is verified. */
public abstract class HeadNodeStep extends AwsStep {
    private static final long serialVersionUID = 1L;

    /** Holds the defaults of all parameters. */
    static final SubmitRequest DEFAULTS = new SubmitRequest();

    HeadNodeStep() {
        super(new SubmitRequest());
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        FlatFields.read(in, deserialized());
    }

    @Override
    final SubmitRequest newRequest() {
        return new SubmitRequest();
    }

    @Override
    final SubmitRequest request() {
        return (SubmitRequest) super.request();
    }

    @Override
    final AwsRequest aws() {
        return request().aws;
    }

    /** @return the name of a cluster; null when not set, like all texts here that have no default */
    public String getCluster() {
        return Util.fixEmpty(request().cluster);
    }

    @DataBoundSetter
    public void setCluster(String cluster) {
        request().cluster = text(cluster, "");
    }

    /** @return private, public or endpoint: by which way the cluster's head node is reached */
    public String getAddress() {
        return request().address;
    }

    @DataBoundSetter
    public void setAddress(String address) {
        request().address = text(address, DEFAULTS.address);
    }

    /** @return the id of an EC2 Instance Connect Endpoint, where one is the way */
    public String getInstanceConnectEndpointId() {
        return Util.fixEmpty(request().instanceConnectEndpointId);
    }

    @DataBoundSetter
    public void setInstanceConnectEndpointId(String instanceConnectEndpointId) {
        request().instanceConnectEndpointId = text(instanceConnectEndpointId, "");
    }

    /** @return the head node's name or address, in place of a cluster */
    public String getHost() {
        return Util.fixEmpty(request().host);
    }

    @DataBoundSetter
    public void setHost(String host) {
        request().host = text(host, "");
    }

    /** @return the SSH port */
    public int getPort() {
        return request().port;
    }

    @DataBoundSetter
    public void setPort(int port) {
        request().port = port;
    }

    /** @return the account on the head node */
    public String getUser() {
        return Util.fixEmpty(request().user);
    }

    @DataBoundSetter
    public void setUser(String user) {
        request().user = text(user, "");
    }

    /** @return the id of an SSH private key */
    public String getSshCredentialsId() {
        return Util.fixEmpty(request().sshCredentialsId);
    }

    @DataBoundSetter
    public void setSshCredentialsId(String sshCredentialsId) {
        request().sshCredentialsId = text(sshCredentialsId, "");
    }

    /** @return the pinned host key, or its fingerprint */
    public String getHostKey() {
        return Util.fixEmpty(request().hostKey);
    }

    @DataBoundSetter
    public void setHostKey(String hostKey) {
        request().hostKey = text(hostKey, "");
    }

    /** @return how the host key is verified */
    public String getHostKeyPolicy() {
        return Util.fixEmpty(request().hostKeyPolicy);
    }

    @DataBoundSetter
    public void setHostKeyPolicy(String hostKeyPolicy) {
        request().hostKeyPolicy = text(hostKeyPolicy, "");
    }

    /** @return lines of a known_hosts file */
    public String getKnownHosts() {
        return Util.fixEmpty(request().knownHosts);
    }

    @DataBoundSetter
    public void setKnownHosts(String knownHosts) {
        request().knownHosts = text(knownHosts, "");
    }
}
