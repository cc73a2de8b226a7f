package io.jenkins.plugins.hummingbird.aws;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.regions.Region;

/**
 * A failed call of AWS, as a message that says what to do. The error codes are those of
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html and of each service's common errors.
 */
public class AwsFailure {
    /** The beginning of the SDK's message. */
    static final String NO_CREDENTIALS = "Unable to load credentials";

    private static final Set<String> DENIED = Set.of("UnauthorizedOperation", "AccessDenied", "AccessDeniedException");
    private static final Set<String> EXPIRED = Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired");
    private static final Set<String> INVALID = Set.of(
            "AuthFailure",
            "IncompleteSignature",
            "InvalidAccessKeyId",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "MissingAuthenticationToken",
            "SignatureDoesNotMatch",
            "UnrecognizedClientException");
    private static final Set<String> NO_CAPACITY = Set.of(
            "InsufficientInstanceCapacity",
            "InsufficientHostCapacity",
            "InsufficientReservedInstanceCapacity",
            "InsufficientFreeAddressesInSubnet");
    private static final Pattern NAMED_ACTION = Pattern.compile("perform: ([a-z0-9-]+:[A-Za-z0-9]+)");
    private static final Pattern SECRET_TAIL = Pattern.compile("\\s*Encoded authorization failure message:.*");

    private final String doing;
    private final Region region;
    private final String action;
    private final SdkException cause;

    AwsFailure(String doing, Region region, String action, SdkException cause) {
        this.doing = doing;
        this.region = region;
        this.action = action;
        this.cause = cause;
    }

    /** @return the error code, such as {@code InvalidInstanceID.NotFound}; empty if no service responded */
    public static String code(SdkException e) {
        if (e instanceof AwsServiceException service && service.awsErrorDetails() != null) {
            String code = service.awsErrorDetails().errorCode();
            return code == null ? "" : code;
        }
        return "";
    }

    /**
     * @return whether the resource does not exist: it was never created, is deleted, or, for some seconds after its
     *     creation, is not yet visible everywhere
     */
    public static boolean isNotFound(SdkException e) {
        String code = code(e);
        return code.endsWith(".NotFound") || code.equals("InvalidAMIID.Unavailable");
    }

    /** @return whether the caller's policies deny the call */
    public static boolean isDenied(SdkException e) {
        return DENIED.contains(code(e));
    }

    /**
     * @return for a failure that may be temporary
     * @throws OperationException for a permanent one
     */
    IOException asIOException() throws OperationException {
        if (cause instanceof SdkServiceException service) {
            return ofService(service);
        }
        return ofNetwork();
    }

    private IOException ofService(SdkServiceException e) throws OperationException {
        String code = code(e);
        if (e.isThrottlingException()) {
            return temporary("AWS throttles this account's calls (" + code + ")");
        }
        String advice = advice(code);
        if (advice.isEmpty() && e.statusCode() >= 500) {
            return temporary("AWS reports an internal error (" + said() + ")");
        }
        throw permanent(advice.isEmpty() ? said() : advice);
    }

    /**
     * @param code empty when the response has none
     * @return what happened and what to do; empty for a code without advice
     */
    String advice(String code) {
        if (DENIED.contains(code)) {
            return "it is not allowed. Missing in the policy of " + whom() + ": " + missingAction()
                    + "; docs/iam-bake.json and docs/iam-cluster.json of Hummingbird list what its steps need, and allow"
                    + " changes and removals only of what has the tag hummingbird:bake or parallelcluster:version, or,"
                    + " to start and stop head nodes, parallelcluster:node-type."
                    + " AWS: "
                    + said();
        }
        if (EXPIRED.contains(code)) {
            return "the session of the credentials has expired. Renew them, or use an awsCredentialsId or a role, whose"
                    + " sessions are renewed automatically; also check the controller's clock. AWS: " + said();
        }
        if (INVALID.contains(code)) {
            return "AWS does not accept the credentials. Check key id and secret of awsCredentialsId, whether the key is"
                    + " active, and whether the account has the region " + region + " enabled. AWS: " + said();
        }
        if (NO_CAPACITY.contains(code)) {
            return "AWS has no capacity for the instance at present. Try again later, or use another instanceType, or a"
                    + " subnetId in another zone. AWS: " + said();
        }
        if (code.equals("VcpuLimitExceeded") || code.equals("InstanceLimitExceeded")) {
            return "the account may not run more instances of this kind. Use a smaller instanceType, end instances that"
                    + " are not needed, or ask for a higher limit (Service Quotas, Amazon EC2, Running On-Demand"
                    + " instances). AWS: " + said();
        }
        if (code.equals("Unsupported")) {
            return "AWS does not offer this there. Where it names the instance type or the zone, use another"
                    + " instanceType, or a subnetId in another zone. AWS: " + said();
        }
        if (code.equals("OptInRequired")) {
            return "the account is not signed up for this service or region. AWS: " + said();
        }
        return "";
    }

    private String whom() {
        return action.startsWith("sts:AssumeRole") ? "awsCredentialsId, or in the role's trust policy" : "the caller";
    }

    /** @return as in a policy: the action that AWS names, else the one that was called */
    final String missingAction() {
        Matcher named = NAMED_ACTION.matcher(said());
        return named.find() ? named.group(1) : action;
    }

    private IOException ofNetwork() throws OperationException {
        String message = String.valueOf(cause.getMessage());
        if (message.startsWith(NO_CREDENTIALS)) {
            throw permanent(
                    "there are no credentials. Set awsCredentialsId to a credential that holds a key; or, where jobs"
                            + " may use AWS as the controller itself, give the controller an instance role or AWS_ACCESS_KEY_ID"
                            + " and AWS_SECRET_ACCESS_KEY.");
        }
        SSLHandshakeException tls = find(SSLHandshakeException.class);
        if (tls != null) {
            throw permanent("the connection is not trusted (" + tls.getMessage()
                    + "). Where a proxy opens connections, add its authority to the trust store of the controller's"
                    + " Java.");
        }
        UnknownHostException unknown = find(UnknownHostException.class);
        if (unknown != null && !Region.regions().contains(region)) {
            throw permanent("there is no host " + unknown.getMessage() + ". Check the parameter region: '" + region
                    + "' is not a region that Hummingbird knows.");
        }
        return temporary("AWS cannot be reached (" + message + "); check the controller's network, its proxy and"
                + " AWS_ENDPOINT_URL");
    }

    private <T extends Throwable> T find(Class<T> type) {
        for (Throwable e = cause; e != null; e = e.getCause()) {
            if (type.isInstance(e)) {
                return type.cast(e);
            }
        }
        return null;
    }

    /** The service's message, with its code and the id of the request, which AWS support needs. */
    final String said() {
        return SECRET_TAIL.matcher(String.valueOf(cause.getMessage())).replaceAll("");
    }

    private IOException temporary(String what) {
        return new IOException(what + ", " + doing + " in " + region, cause);
    }

    private OperationException permanent(String what) {
        return new OperationException("AWS, " + doing + " in " + region + ": " + what, cause);
    }
}
