package io.jenkins.plugins.hummingbird.jenkins.form;

import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.hummingbird.aws.s3.S3Location;
import io.jenkins.plugins.hummingbird.jenkins.controller.GlobalSettings;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.util.stream.Stream;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The button that looks at the image folder. */
public abstract class LookDescriptor extends ResultsDescriptor {
    /**
     * Logs in to the cluster as a submission would, and shows what the names below the image folder say; saves nothing of the
     * form, and no host key. The account on the cluster decides what can be listed.
     */
    @POST
    public FormValidation doLookAtFolder(
            @AncestorInPath Item item,
            @QueryParameter String cluster,
            @QueryParameter String address,
            @QueryParameter String instanceConnectEndpointId,
            @QueryParameter String host,
            @QueryParameter String port,
            @QueryParameter String user,
            @QueryParameter String sshCredentialsId,
            @QueryParameter String hostKeyPolicy,
            @QueryParameter String hostKey,
            @QueryParameter String knownHosts,
            @QueryParameter String region,
            @QueryParameter String awsCredentialsId,
            @QueryParameter String roleArn,
            @QueryParameter String externalId,
            @QueryParameter String pipeline,
            @QueryParameter String pipelineText,
            @QueryParameter String images,
            @QueryParameter String output,
            @QueryParameter String imagePattern,
            @QueryParameter String channels) {
        checkMayTry(item);
        if (isBlank(images)) {
            return FormValidation.error(Messages.SubmitStep_imagesMissing());
        }
        if (S3Location.isS3(images.trim())) {
            return FormValidation.error(Messages.FolderSketch_foldersOnly());
        }
        if (Stream.of(images, output, cluster, host, user).anyMatch(AwsDescriptor::isReference)) {
            return FormValidation.error(Messages.FolderSketch_variable());
        }
        FormValidation checked = Stream.of(checkParameter(item, "images", images), checkParameter(item, "port", port))
                .filter(one -> one.kind != FormValidation.Kind.OK)
                .findFirst()
                .orElse(null);
        if (checked != null) {
            return checked;
        }
        SubmitRequest request = request(
                cluster,
                address,
                instanceConnectEndpointId,
                host,
                port,
                user,
                sshCredentialsId,
                hostKeyPolicy,
                hostKey,
                knownHosts);
        request.aws = awsFields(region, awsCredentialsId, roleArn, externalId);
        request.pipeline = Util.fixNull(pipeline).trim();
        request.pipelineText = Util.fixNull(pipelineText);
        request.images = images.trim();
        request.output = Util.fixNull(output).trim();
        request.imagePattern = Util.fixNull(imagePattern).trim();
        request.channels = Util.fixNull(channels).trim();
        if (isBlank(cluster) && isBlank(host)) {
            return clusterMissing(item);
        }
        GlobalSettings.get().completed(request);
        return new HeadNodeConnectionCheck(item, request).look();
    }
}
