package io.jenkins.plugins.hummingbird.image.ec2;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.ConnectEndpoint;
import io.jenkins.plugins.hummingbird.aws.InstanceTunnel;
import io.jenkins.plugins.hummingbird.image.state.BakeContext;
import io.jenkins.plugins.hummingbird.image.state.BakeRequest;
import io.jenkins.plugins.hummingbird.image.state.BakeState;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.WebSocketTunnel;
import java.io.IOException;
import java.util.List;

/**
 * The EC2 Instance Connect Endpoint through which an instance is reached, where {@code address} is {@link
 * BakeRequest#ENDPOINT}.
 */
public final class InstanceEndpoint {
    private InstanceEndpoint() {}

    /**
     * Finds it before anything is launched.
     *
     * @param vpcId of the instance
     * @return the security groups that connections come from, for the temporary group to admit; empty where the groups
     *     that people name, or {@code allowedCidr}, do
     * @throws OperationException when there is none, or it could not be admitted
     */
    public static List<String> check(BakeState bake, String vpcId, AwsClients aws, BakeContext context)
            throws IOException, OperationException {
        BakeRequest request = bake.request();
        ConnectEndpoint endpoint = request.instanceConnectEndpointId.isEmpty()
                ? ConnectEndpoint.in(aws, vpcId, request.subnetId)
                : ConnectEndpoint.get(aws, request.instanceConnectEndpointId);
        context.log("SSH goes through the EC2 Instance Connect Endpoint " + endpoint.id());
        if (!request.securityGroups().isEmpty()) {
            return List.of();
        }
        boolean ownGroups = !endpoint.preservesClientIp() && endpoint.vpcId().equals(vpcId);
        if (!ownGroups && request.allowedCidr.isEmpty()) {
            throw new OperationException("allowedCidr: say from where the instance is reached, for the endpoint "
                    + endpoint.id()
                    + (endpoint.preservesClientIp()
                            ? " preserves the address of its caller: the controller's as AWS sees it."
                            : " is of another VPC, " + endpoint.vpcId() + ": the range of its subnet.")
                    + " Or set securityGroupIds.");
        }
        return ownGroups ? endpoint.groups() : List.of();
    }

    /** @return the tunnel to the instance of a bake, for this move */
    static WebSocketTunnel tunnel(BakeState bake, BakeContext context) throws IOException, OperationException {
        BakeRequest request = bake.request();
        InstanceTunnel tunnel = new InstanceTunnel(
                context.aws(request.aws), request.instanceConnectEndpointId, bake.instance.id, bake.instance.address);
        return new WebSocketTunnel(tunnel.identity(), tunnel::url, tunnel::client, InstanceTunnel.refusal());
    }
}
