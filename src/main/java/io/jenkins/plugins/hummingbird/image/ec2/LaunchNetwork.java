package io.jenkins.plugins.hummingbird.image.ec2;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.AwsFailure;
import io.jenkins.plugins.hummingbird.aws.Ec2Queries;
import io.jenkins.plugins.hummingbird.image.state.BakeContext;
import io.jenkins.plugins.hummingbird.image.state.BakeRequest;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** The network that an instance is launched into: a subnet, or the default VPC, where EC2 chooses one. */
public final class LaunchNetwork {
    private static final String ANYWHERE = "0.0.0.0/0";

    private final BakeRequest request;
    private final Vpc vpc;
    private final List<Route> routes;

    private LaunchNetwork(BakeRequest request, Vpc vpc, List<Route> routes) {
        this.request = request;
        this.vpc = vpc;
        this.routes = List.copyOf(routes);
    }

    /** @throws OperationException when there is no such subnet, or no default VPC */
    public static LaunchNetwork read(BakeRequest request, AwsClients aws) throws IOException, OperationException {
        Vpc vpc = request.subnetId.isEmpty()
                ? vpc(
                        aws,
                        Ec2Queries.filter("is-default", "true"),
                        "subnetId: there is no default VPC in " + aws.region()
                                + "; set subnetId to a subnet that Jenkins reaches.")
                : vpcOf(request, aws);
        return new LaunchNetwork(request, vpc, routes(request, vpc, aws));
    }

    private static Vpc vpcOf(BakeRequest request, AwsClients aws) throws IOException, OperationException {
        List<Subnet> subnets =
                aws.ec2("looking for the subnet " + request.subnetId, ec2 -> subnets(ec2, request.subnetId));
        if (subnets.isEmpty()) {
            throw new OperationException("subnetId: there is no subnet " + request.subnetId + " in " + aws.region()
                    + " that this account may use.");
        }
        String id = subnets.get(0).vpcId();
        return vpc(aws, Ec2Queries.filter("vpc-id", id), "subnetId: the VPC " + id + " no longer exists.");
    }

    private static List<Subnet> subnets(Ec2Client ec2, String id) {
        try {
            return ec2.describeSubnets(r -> r.subnetIds(id)).subnets();
        } catch (SdkException e) {
            if (AwsFailure.isNotFound(e)) {
                return List.of();
            }
            throw e;
        }
    }

    private static Vpc vpc(AwsClients aws, Filter which, String absent) throws IOException, OperationException {
        List<Vpc> found = aws.ec2("looking at the VPC", ec2 -> ec2.describeVpcs(r -> r.filters(which))
                .vpcs());
        if (found.isEmpty()) {
            throw new OperationException(absent);
        }
        return found.get(0);
    }

    private static List<Route> routes(BakeRequest request, Vpc vpc, AwsClients aws)
            throws IOException, OperationException {
        List<RouteTable> tables = request.subnetId.isEmpty()
                ? List.of()
                : tables(aws, Ec2Queries.filter("association.subnet-id", request.subnetId));
        if (tables.isEmpty()) {
            // a subnet without a table of its own has the main one
            tables = tables(
                    aws, Ec2Queries.filter("vpc-id", vpc.vpcId()), Ec2Queries.filter("association.main", "true"));
        }
        return tables.stream().flatMap(table -> table.routes().stream()).toList();
    }

    private static List<RouteTable> tables(AwsClients aws, Filter... filters) throws IOException, OperationException {
        return aws.ec2("looking at the routes", ec2 -> ec2.describeRouteTables(r -> r.filters(filters))
                .routeTables());
    }

    /**
     * A public address needs an internet gateway, or nobody reaches it. Without any way out an instance of a private
     * address may still find mirrors in its network, so that is only a warning.
     *
     * @throws OperationException when the instance could not be reached
     */
    public void checkRoute(BakeContext context) throws OperationException {
        List<Route> out = routes.stream()
                .filter(route -> ANYWHERE.equals(route.destinationCidrBlock()) && route.state() != RouteState.BLACKHOLE)
                .toList();
        String where = request.subnetId.isEmpty() ? "the default VPC " + vpc.vpcId() : "the subnet " + request.subnetId;
        if (request.address.equals(BakeRequest.PUBLIC)) {
            boolean gateway = out.stream()
                    .anyMatch(route -> String.valueOf(route.gatewayId()).startsWith("igw-"));
            if (!gateway) {
                throw new OperationException("subnetId: " + where + " has no route to an internet gateway, so a public"
                        + " address would not be reached. Choose another subnet, add a route " + ANYWHERE
                        + " to an internet gateway, or set address to private.");
            }
        } else if (out.isEmpty()) {
            context.log("warning: " + where
                    + " has no route to the internet: what the recipe needs must be found within" + " its network");
        }
    }

    /** @return where the instance will be */
    public String vpcId() {
        return vpc.vpcId();
    }

    /** @return all ranges of addresses of the VPC */
    public List<String> cidrs() {
        List<String> all = vpc.cidrBlockAssociationSet().stream()
                .map(one -> one.cidrBlock())
                .distinct()
                .toList();
        return all.isEmpty() ? List.of(vpc.cidrBlock()) : all;
    }
}
