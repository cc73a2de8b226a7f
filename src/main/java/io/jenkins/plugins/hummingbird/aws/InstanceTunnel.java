package io.jenkins.plugins.hummingbird.aws;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.Instance;

/**
 * A tunnel to the SSH port of an instance through an EC2 Instance Connect Endpoint: a WebSocket whose URL is signed for one
 * minute with the current credentials. A tunnel lasts one hour at most; then the connection is lost.
 * The protocol is that of the AWS CLI's {@code ec2-instance-connect open-tunnel}
 * (awscli/customizations/ec2instanceconnect/eicesigner.py).
 */
public final class InstanceTunnel {
    private static final String SERVICE = "ec2-instance-connect";
    private static final int MAX_SECONDS = 3600;

    private final AwsClients aws;
    private final String endpointId;
    private final String instanceId;
    private final String address;

    /**
     * @param aws open while the tunnel is used
     * @param endpointId empty for an endpoint of the instance's VPC
     * @param instanceId of the target
     * @param address the private address of that instance
     */
    public InstanceTunnel(AwsClients aws, String endpointId, String instanceId, String address) {
        this.aws = aws;
        this.endpointId = endpointId;
        this.instanceId = instanceId;
        this.address = address;
    }

    /** @return target and identity, without secrets; equal for tunnels that the same identities may open */
    public Object identity() throws IOException, OperationException {
        return List.of(aws.region(), aws.identity(), endpointId, instanceId);
    }

    /** @return as in {@link AwsClients#webClient} */
    public HttpClient.Builder client() {
        return aws.webClient();
    }

    /**
     * Looks for the endpoint and signs a URL.
     *
     * @return valid for one minute; must not be logged
     * @throws OperationException when there is no such endpoint or instance, or there are no credentials
     */
    public URI url() throws IOException, OperationException {
        ConnectEndpoint endpoint = endpointId.isEmpty() ? ofInstance() : ConnectEndpoint.get(aws, endpointId);
        Map<String, String> query = new TreeMap<>();
        query.put("instanceConnectEndpointId", endpoint.id());
        query.put("maxTunnelDuration", String.valueOf(MAX_SECONDS));
        query.put("privateIpAddress", address);
        query.put("remotePort", String.valueOf(ConnectEndpoint.SSH_PORT));
        return new SignedUrl(aws, SERVICE).webSocket(endpoint.host(), "/openTunnel", query);
    }

    private ConnectEndpoint ofInstance() throws IOException, OperationException {
        Instance instance = aws.ec2(
                "looking at the instance " + instanceId,
                ec2 -> Ec2Queries.instances(ec2, r -> r.instanceIds(instanceId)).stream()
                        .findFirst()
                        .orElse(null));
        if (instance == null || instance.vpcId() == null) {
            throw new IOException("the instance " + instanceId + " is not visible in a VPC");
        }
        return ConnectEndpoint.in(aws, instance.vpcId(), String.valueOf(instance.subnetId()));
    }

    /** @return what to do when AWS rejects a tunnel */
    public static String refusal() {
        return "Missing in the policy of the caller, or not for this address: ec2-instance-connect:OpenTunnel, as in"
                + " docs/iam-bake.json and docs/iam-cluster.json of Hummingbird; also check the controller's clock,"
                + " and whether a proxy on the way requires a login.";
    }
}
