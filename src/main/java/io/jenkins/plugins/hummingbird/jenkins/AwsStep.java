package io.jenkins.plugins.hummingbird.jenkins;

import hudson.Util;
import io.jenkins.plugins.hummingbird.aws.AwsRequest;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import org.kohsuke.stapler.DataBoundSetter;

/** A step that uses AWS: the parameters that say where, and as whom. */
public abstract class AwsStep extends OperationStep {
    private static final long serialVersionUID = 1L;

    AwsStep(Serializable request) {
        super(request);
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        FlatFields.read(in, deserialized());
    }

    /** @return the part of the request that says where AWS is used, and as whom */
    abstract AwsRequest aws();

    /** @return such as {@code eu-central-1}; null when not set, like all texts here */
    public String getRegion() {
        return Util.fixEmpty(aws().region);
    }

    @DataBoundSetter
    public void setRegion(String region) {
        aws().region = text(region, "");
    }

    /** @return the id of an AWS credential, or of a username with password */
    public String getAwsCredentialsId() {
        return Util.fixEmpty(aws().awsCredentialsId);
    }

    @DataBoundSetter
    public void setAwsCredentialsId(String awsCredentialsId) {
        aws().awsCredentialsId = text(awsCredentialsId, "");
    }

    /** @return a role to assume */
    public String getRoleArn() {
        return Util.fixEmpty(aws().roleArn);
    }

    @DataBoundSetter
    public void setRoleArn(String roleArn) {
        aws().roleArn = text(roleArn, "");
    }

    /** @return what the trust policy of the role asks for */
    public String getExternalId() {
        return Util.fixEmpty(aws().externalId);
    }

    @DataBoundSetter
    public void setExternalId(String externalId) {
        aws().externalId = text(externalId, "");
    }
}
