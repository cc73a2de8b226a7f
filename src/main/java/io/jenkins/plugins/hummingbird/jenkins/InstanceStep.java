package io.jenkins.plugins.hummingbird.jenkins;

import hudson.Util;
import io.jenkins.plugins.hummingbird.image.state.BakeRequest;
import org.kohsuke.stapler.DataBoundSetter;

/** A step that works on an instance of EC2 which it launches: the parameters that say what it is and how it is reached. */
public abstract class InstanceStep extends AwsStep {
    private static final long serialVersionUID = 1L;

    /** Holds the defaults of all parameters. */
    static final BakeRequest DEFAULTS = new BakeRequest();

    private String instanceType;
    private int rootVolumeGiB = DEFAULTS.rootVolumeGiB;
    private Boolean encrypted = DEFAULTS.encrypted;
    private String kmsKeyId;
    private String subnetId;
    private String securityGroupIds;
    private String allowedCidr;
    private String address = DEFAULTS.address;
    private String instanceConnectEndpointId;
    private String sshCredentialsId;
    private String sshUser;
    private int sshPort = DEFAULTS.sshPort;

    /** Restores defaults that a saved configuration does not hold. */
    void restoreDefaults() {
        if (encrypted == null) {
            encrypted = DEFAULTS.encrypted;
        }
        address = text(address, DEFAULTS.address);
        sshPort = sshPort == 0 ? DEFAULTS.sshPort : sshPort;
    }

    /** @return such as {@code m6i.xlarge}; null when not set, like all texts here without a default */
    public String getInstanceType() {
        return instanceType;
    }

    @DataBoundSetter
    public void setInstanceType(String instanceType) {
        this.instanceType = Util.fixEmptyAndTrim(instanceType);
    }

    /** @return GiB of the root volume; 0 for as many as are needed */
    public int getRootVolumeGiB() {
        return rootVolumeGiB;
    }

    @DataBoundSetter
    public void setRootVolumeGiB(int rootVolumeGiB) {
        this.rootVolumeGiB = rootVolumeGiB;
    }

    /** @return whether the disk is encrypted, and so the image */
    public boolean isEncrypted() {
        return encrypted;
    }

    @DataBoundSetter
    public void setEncrypted(boolean encrypted) {
        this.encrypted = encrypted;
    }

    /** @return the key of KMS for that */
    public String getKmsKeyId() {
        return kmsKeyId;
    }

    @DataBoundSetter
    public void setKmsKeyId(String kmsKeyId) {
        this.kmsKeyId = Util.fixEmptyAndTrim(kmsKeyId);
    }

    /** @return the subnet of the instance */
    public String getSubnetId() {
        return subnetId;
    }

    @DataBoundSetter
    public void setSubnetId(String subnetId) {
        this.subnetId = Util.fixEmptyAndTrim(subnetId);
    }

    /** @return security groups, parted by commas */
    public String getSecurityGroupIds() {
        return securityGroupIds;
    }

    @DataBoundSetter
    public void setSecurityGroupIds(String securityGroupIds) {
        this.securityGroupIds = Util.fixEmptyAndTrim(securityGroupIds);
    }

    /** @return who may reach the SSH port by the temporary security group */
    public String getAllowedCidr() {
        return allowedCidr;
    }

    @DataBoundSetter
    public void setAllowedCidr(String allowedCidr) {
        this.allowedCidr = Util.fixEmptyAndTrim(allowedCidr);
    }

    /** @return by which address the instance is reached: a word of {@link BakeRequest} */
    public String getAddress() {
        return address;
    }

    @DataBoundSetter
    public void setAddress(String address) {
        this.address = text(address, DEFAULTS.address);
    }

    /** @return the id of an EC2 Instance Connect Endpoint, where one is the way */
    public String getInstanceConnectEndpointId() {
        return instanceConnectEndpointId;
    }

    @DataBoundSetter
    public void setInstanceConnectEndpointId(String instanceConnectEndpointId) {
        this.instanceConnectEndpointId = Util.fixEmptyAndTrim(instanceConnectEndpointId);
    }

    /** @return the id of an SSH private key */
    public String getSshCredentialsId() {
        return sshCredentialsId;
    }

    @DataBoundSetter
    public void setSshCredentialsId(String sshCredentialsId) {
        this.sshCredentialsId = Util.fixEmptyAndTrim(sshCredentialsId);
    }

    /** @return the account on the instance */
    public String getSshUser() {
        return sshUser;
    }

    @DataBoundSetter
    public void setSshUser(String sshUser) {
        this.sshUser = Util.fixEmptyAndTrim(sshUser);
    }

    /** @return the SSH port of the instance */
    public int getSshPort() {
        return sshPort;
    }

    @DataBoundSetter
    public void setSshPort(int sshPort) {
        this.sshPort = sshPort;
    }
}
