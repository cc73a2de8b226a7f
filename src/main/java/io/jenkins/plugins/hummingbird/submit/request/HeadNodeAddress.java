package io.jenkins.plugins.hummingbird.submit.request;

import io.jenkins.plugins.hummingbird.aws.ConnectEndpoint;
import java.util.ArrayList;
import java.util.List;

/** By which way a head node is reached, as a request says it. */
public final class HeadNodeAddress {
    private static final List<String> WORDS =
            List.of(SubmitRequest.PRIVATE, SubmitRequest.PUBLIC, SubmitRequest.ENDPOINT);

    private HeadNodeAddress() {}

    /** @return what is wrong with it, for {@link SubmitRequest#check()} */
    static List<String> check(SubmitRequest request) {
        List<String> problems = new ArrayList<>();
        if (!WORDS.contains(request.address)) {
            problems.add("address must be private, public or endpoint");
        }
        boolean endpoint = request.address.equals(SubmitRequest.ENDPOINT);
        if (endpoint && request.cluster.isEmpty()) {
            problems.add("address: endpoint is for a cluster: an endpoint leads to instances of EC2, and which one host"
                    + " is, is not known");
        }
        if (endpoint && request.port != ConnectEndpoint.SSH_PORT) {
            problems.add("port must be " + ConnectEndpoint.SSH_PORT
                    + " with address: endpoint, which lets nothing else through");
        }
        if (!request.instanceConnectEndpointId.isEmpty() && !endpoint) {
            problems.add("instanceConnectEndpointId is for address: endpoint");
        }
        return problems;
    }

    /** @return what to look at when the head node has never answered; follows the reason */
    public static String hint(SubmitRequest request) {
        return switch (request.address) {
            case SubmitRequest.PUBLIC ->
                "; HeadNode/Ssh/AllowedIps of " + request.cluster + " must hold Jenkins' address as AWS sees it";
            case SubmitRequest.ENDPOINT ->
                "; a security group of the head node of " + request.cluster
                        + " must let the endpoint in at port 22 (HeadNode/Ssh/AllowedIps), and that of the endpoint"
                        + " must let it out";
            default ->
                "; address: 'private' needs Jenkins in the network of " + request.cluster
                        + ", or connected to it: if it is not, set address: 'endpoint' or 'public'";
        };
    }
}
