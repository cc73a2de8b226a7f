package io.jenkins.plugins.hummingbird.jenkins;

import hudson.Util;
import io.jenkins.plugins.hummingbird.aws.AwsRequest;
import io.jenkins.plugins.hummingbird.image.state.BakeRequest;
import java.io.IOException;
import java.io.ObjectInputStream;
import org.kohsuke.stapler.DataBoundSetter;

/** A step that works on an instance of EC2 which it launches: the parameters that say what it is and how it is reached. */
public abstract class InstanceStep extends AwsStep {
    private static final long serialVersionUID = 1L;

    /** Holds the defaults of all parameters. */
    static final BakeRequest DEFAULTS = new BakeRequest();

    InstanceStep() {
        super(new BakeRequest());
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        FlatFields.read(in, deserialized());
    }

    @Override
    final BakeRequest newRequest() {
        return new BakeRequest();
    }

    @Override
    final BakeRequest request() {
        return (BakeRequest) super.request();
    }

    @Override
    final AwsRequest aws() {
        return request().aws;
    }

    /** @return such as {@code m6i.xlarge}; null when not set, like all texts here without a default */
    public String getInstanceType() {
        return Util.fixEmpty(request().instanceType);
    }

    @DataBoundSetter
    public void setInstanceType(String instanceType) {
        request().instanceType = text(instanceType, "");
    }

    /** @return GiB of the root volume; 0 for as many as are needed */
    public int getRootVolumeGiB() {
        return request().rootVolumeGiB;
    }

    @DataBoundSetter
    public void setRootVolumeGiB(int rootVolumeGiB) {
        request().rootVolumeGiB = rootVolumeGiB;
    }

    /** @return whether the disk is encrypted, and so the image */
    public boolean isEncrypted() {
        return request().encrypted;
    }

    @DataBoundSetter
    public void setEncrypted(boolean encrypted) {
        request().encrypted = encrypted;
    }

    /** @return the key of KMS for that */
    public String getKmsKeyId() {
        return Util.fixEmpty(request().kmsKeyId);
    }

    @DataBoundSetter
    public void setKmsKeyId(String kmsKeyId) {
        request().kmsKeyId = text(kmsKeyId, "");
    }

    /** @return the subnet of the instance */
    public String getSubnetId() {
        return Util.fixEmpty(request().subnetId);
    }

    @DataBoundSetter
    public void setSubnetId(String subnetId) {
        request().subnetId = text(subnetId, "");
    }

    /** @return security groups, separated by commas */
    public String getSecurityGroupIds() {
        return Util.fixEmpty(request().securityGroupIds);
    }

    @DataBoundSetter
    public void setSecurityGroupIds(String securityGroupIds) {
        request().securityGroupIds = text(securityGroupIds, "");
    }

    /** @return who may reach the SSH port by the temporary security group */
    public String getAllowedCidr() {
        return Util.fixEmpty(request().allowedCidr);
    }

    @DataBoundSetter
    public void setAllowedCidr(String allowedCidr) {
        request().allowedCidr = text(allowedCidr, "");
    }

    /** @return by which address the instance is reached: a word of {@link BakeRequest} */
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

    /** @return the id of an SSH private key */
    public String getSshCredentialsId() {
        return Util.fixEmpty(request().sshCredentialsId);
    }

    @DataBoundSetter
    public void setSshCredentialsId(String sshCredentialsId) {
        request().sshCredentialsId = text(sshCredentialsId, "");
    }

    /** @return the account on the instance */
    public String getSshUser() {
        return Util.fixEmpty(request().sshUser);
    }

    @DataBoundSetter
    public void setSshUser(String sshUser) {
        request().sshUser = text(sshUser, "");
    }

    /** @return the SSH port of the instance */
    public int getSshPort() {
        return request().sshPort;
    }

    @DataBoundSetter
    public void setSshPort(int sshPort) {
        request().sshPort = sshPort;
    }
}
