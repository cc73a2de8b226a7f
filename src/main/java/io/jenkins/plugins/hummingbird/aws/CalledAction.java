package io.jenkins.plugins.hummingbird.aws;

import java.util.Locale;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Remembers which action a thread called last, so that a message can name the one that a policy lacks: EC2's own
 * message often does not. The assumption of a role counts as well, which happens within another call.
 */
final class CalledAction implements ExecutionInterceptor {
    private final ThreadLocal<String> last = new ThreadLocal<>();

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        note(attributes);
    }

    /** Once more, for a role may have been assumed in between. */
    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        note(attributes);
    }

    private void note(ExecutionAttributes attributes) {
        String service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
        last.set(prefix(service) + ':' + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
    }

    /** @return as a policy writes it, such as {@code ec2:RunInstances}; empty when this thread called none */
    String take() {
        String action = last.get();
        last.remove();
        return action == null ? "" : action;
    }

    /** The service's name in policies is not always the one that the SDK gives it. */
    private static String prefix(String service) {
        String name = service.toLowerCase(Locale.ROOT);
        return switch (name) {
            case "cloudwatch logs" -> "logs";
            case "directory" -> "ds";
            default -> name;
        };
    }
}
