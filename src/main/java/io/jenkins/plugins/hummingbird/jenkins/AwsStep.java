package io.jenkins.plugins.hummingbird.jenkins;

import hudson.Util;
import io.jenkins.plugins.hummingbird.aws.AwsRequest;
import io.jenkins.plugins.hummingbird.jenkins.controller.GlobalSettings;
import java.util.function.UnaryOperator;
import org.kohsuke.stapler.DataBoundSetter;

/** A step that uses AWS: the parameters that say where, and as whom. */
public abstract class AwsStep extends OperationStep {
    private static final long serialVersionUID = 1L;

    private String region;
    private String awsCredentialsId;
    private String roleArn;
    private String externalId;

    /** @param expand of references to variables, such as {@code $REGION}; is given and answers no null */
    final AwsRequest awsRequest(UnaryOperator<String> expand) {
        AwsRequest request = new AwsRequest();
        request.region = expand.apply(Util.fixNull(region)).trim();
        request.awsCredentialsId = expand.apply(Util.fixNull(awsCredentialsId)).trim();
        request.roleArn = expand.apply(Util.fixNull(roleArn));
        request.externalId = expand.apply(Util.fixNull(externalId));
        return GlobalSettings.get().completed(request);
    }

    /** @return such as {@code eu-central-1}; null when not set, like all texts here */
    public String getRegion() {
        return region;
    }

    @DataBoundSetter
    public void setRegion(String region) {
        this.region = Util.fixEmptyAndTrim(region);
    }

    /** @return the id of an AWS credential, or of a username with password */
    public String getAwsCredentialsId() {
        return awsCredentialsId;
    }

    @DataBoundSetter
    public void setAwsCredentialsId(String awsCredentialsId) {
        this.awsCredentialsId = Util.fixEmptyAndTrim(awsCredentialsId);
    }

    /** @return a role to assume */
    public String getRoleArn() {
        return roleArn;
    }

    @DataBoundSetter
    public void setRoleArn(String roleArn) {
        this.roleArn = Util.fixEmptyAndTrim(roleArn);
    }

    /** @return what the trust policy of the role asks for */
    public String getExternalId() {
        return externalId;
    }

    @DataBoundSetter
    public void setExternalId(String externalId) {
        this.externalId = Util.fixEmptyAndTrim(externalId);
    }
}
