package io.jenkins.plugins.hummingbird.submit.request;

import io.jenkins.plugins.hummingbird.aws.ConnectEndpoint;
import java.util.ArrayList;
import java.util.List;

/** By which way a head node is reached, as a request says it. */
public final class HeadNodeAddress {
    public static final String PRIVATE = "private";

    public static final String PUBLIC = "public";

    /** The private one, through an EC2 Instance Connect Endpoint. */
    public static final String ENDPOINT = "endpoint";

    private static final List<String> WORDS = List.of(PRIVATE, PUBLIC, ENDPOINT);

    private HeadNodeAddress() {}

    /**
     * @param address by which way
     * @param cluster of ParallelCluster; empty for a host
     * @return what is wrong with it: sentences without a full stop
     */
    static List<String> check(String address, String cluster, int port, String instanceConnectEndpointId) {
        List<String> problems = new ArrayList<>();
        if (!WORDS.contains(address)) {
            problems.add("address must be private, public or endpoint");
        }
        boolean endpoint = address.equals(ENDPOINT);
        if (endpoint && cluster.isEmpty()) {
            problems.add("address: endpoint is for a cluster: an endpoint leads to instances of EC2, and which one host"
                    + " is, is not known");
        }
        if (endpoint && port != ConnectEndpoint.SSH_PORT) {
            problems.add("port must be " + ConnectEndpoint.SSH_PORT
                    + " with address: endpoint, which lets nothing else through");
        }
        if (!instanceConnectEndpointId.isEmpty() && !endpoint) {
            problems.add("instanceConnectEndpointId is for address: endpoint");
        }
        return problems;
    }

    /** @return what to look at when the head node of a cluster has never answered; follows the reason */
    public static String hint(SubmitRequest request) {
        String cluster = request.cluster;
        return switch (request.address) {
            case PUBLIC -> "; HeadNode/Ssh/AllowedIps of " + cluster + " must hold Jenkins' address as AWS sees it";
            case ENDPOINT ->
                "; a security group of the head node of " + cluster
                        + " must let the endpoint in at port 22 (HeadNode/Ssh/AllowedIps), and that of the endpoint"
                        + " must let it out";
            default ->
                "; address: 'private' needs Jenkins in the network of " + cluster
                        + ", or connected to it: if it is not, set address: 'endpoint' or 'public'"
                        + UsedCluster.place(request);
        };
    }
}
