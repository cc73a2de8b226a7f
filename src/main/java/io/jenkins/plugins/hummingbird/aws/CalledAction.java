package io.jenkins.plugins.hummingbird.aws;

import java.util.Locale;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Records the last action that a thread has called, so that a message can name the action that a policy lacks, which EC2's
 * message often does not. The assumption of a role, which happens within another call, counts as well.
 */
final class CalledAction implements ExecutionInterceptor {
    private final ThreadLocal<String> last = new ThreadLocal<>();

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        note(attributes);
    }

    /** Records it again, since a role may have been assumed in between. */
    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        note(attributes);
    }

    private void note(ExecutionAttributes attributes) {
        String service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        last.set(service.equals("S3") ? "s3:" + ofS3(operation) : prefix(service) + ':' + operation);
    }

    /** @return as in a policy, such as {@code ec2:RunInstances}; empty if this thread has called none */
    String take() {
        String action = last.get();
        last.remove();
        return action == null ? "" : action;
    }

    /** S3's actions have other names than its operations: https://docs.aws.amazon.com/AmazonS3/latest/API/ says which. */
    private static String ofS3(String operation) {
        return switch (operation) {
            case "HeadBucket", "ListObjectsV2" -> "ListBucket";
            case "HeadObject" -> "GetObject";
            default -> operation;
        };
    }

    /** The service prefix of policies, which differs from the SDK's name for some services. */
    private static String prefix(String service) {
        String name = service.toLowerCase(Locale.ROOT);
        return switch (name) {
            case "cloudwatch logs" -> "logs";
            case "directory" -> "ds";
            default -> name;
        };
    }
}
