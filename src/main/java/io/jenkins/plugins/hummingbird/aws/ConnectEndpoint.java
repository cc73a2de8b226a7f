package io.jenkins.plugins.hummingbird.aws;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceConnectEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.Ec2InstanceConnectEndpoint;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * An EC2 Instance Connect Endpoint, through which its callers reach the instances of its VPC.
 *
 * @param id such as {@code eice-0123456789abcdef0}
 * @param host its DNS name, with a port unless that is 443
 * @param vpcId the VPC of the reachable instances
 * @param groups its security groups, the source of connections to an instance
 * @param preservesClientIp whether the source of connections is the caller's address instead
 */
public record ConnectEndpoint(String id, String host, String vpcId, List<String> groups, boolean preservesClientIp) {
    /** See https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/connect-with-ec2-instance-connect-endpoint.html. */
    public static final int SSH_PORT = 22;

    private static final Pattern ID = Pattern.compile("eice-[0-9a-f]+");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+(:[0-9]{1,5})?");

    /** The states in which an endpoint works, as in the AWS CLI. */
    private static final Filter WORKING =
            Ec2Queries.filter("state", "create-complete", "update-in-progress", "update-failed", "update-complete");

    /** @throws OperationException when a text is not the id of an endpoint */
    public static void checkId(String id) throws OperationException {
        if (!ID.matcher(id).matches()) {
            throw new OperationException("instanceConnectEndpointId: '" + id
                    + "' is not the id of an EC2 Instance Connect Endpoint; one looks like eice-0123456789abcdef0.");
        }
    }

    /** @throws OperationException when no working endpoint has that id */
    public static ConnectEndpoint get(AwsClients aws, String id) throws IOException, OperationException {
        List<Ec2InstanceConnectEndpoint> found =
                find(aws, "looking for the endpoint " + id, b -> b.instanceConnectEndpointIds(id)
                        .filters(WORKING));
        if (found.isEmpty()) {
            throw new OperationException("instanceConnectEndpointId: there is no EC2 Instance Connect Endpoint " + id
                    + " in " + aws.region() + " that works and that this account may use.");
        }
        return of(found.get(0), aws);
    }

    /**
     * Finds the endpoint of a VPC: that of the subnet, or else the first.
     *
     * @param subnetId empty where EC2 chooses the subnet
     * @throws OperationException when there is no working one
     */
    public static ConnectEndpoint in(AwsClients aws, String vpcId, String subnetId)
            throws IOException, OperationException {
        List<Ec2InstanceConnectEndpoint> found = find(
                aws,
                "looking for an endpoint of " + vpcId,
                b -> b.filters(WORKING, Ec2Queries.filter("vpc-id", vpcId)));
        if (found.isEmpty()) {
            throw new OperationException(
                    "address: endpoint needs an EC2 Instance Connect Endpoint, and the VPC " + vpcId
                            + " has no working one. Create one in a subnet of it (VPC, Endpoints), as docs/aws.md says, or set"
                            + " instanceConnectEndpointId to one of a VPC that is connected to it.");
        }
        return of(
                found.stream()
                        .filter(one -> subnetId.equals(one.subnetId()))
                        .findFirst()
                        .orElse(found.get(0)),
                aws);
    }

    private interface Criteria {
        DescribeInstanceConnectEndpointsRequest.Builder in(DescribeInstanceConnectEndpointsRequest.Builder request);
    }

    private static List<Ec2InstanceConnectEndpoint> find(AwsClients aws, String doing, Criteria criteria)
            throws IOException, OperationException {
        DescribeInstanceConnectEndpointsRequest request =
                criteria.in(DescribeInstanceConnectEndpointsRequest.builder()).build();
        return aws.ec2(doing, ec2 -> find(ec2, request));
    }

    private static List<Ec2InstanceConnectEndpoint> find(
            Ec2Client ec2, DescribeInstanceConnectEndpointsRequest request) {
        try {
            return ec2.describeInstanceConnectEndpointsPaginator(request).instanceConnectEndpoints().stream()
                    .toList();
        } catch (SdkException e) {
            if (AwsFailure.isNotFound(e)) {
                return List.of();
            }
            throw e;
        }
    }

    private static ConnectEndpoint of(Ec2InstanceConnectEndpoint found, AwsClients aws) throws OperationException {
        String host = String.valueOf(found.dnsName());
        if (!HOST.matcher(host).matches() || !aws.isOfAws(host)) {
            throw new OperationException("The EC2 Instance Connect Endpoint " + found.instanceConnectEndpointId()
                    + " has the name '" + host + "', which is not a host of AWS: no connection is made.");
        }
        return new ConnectEndpoint(
                found.instanceConnectEndpointId(),
                host,
                found.vpcId(),
                List.copyOf(found.securityGroupIds()),
                Boolean.TRUE.equals(found.preserveClientIp()));
    }
}
