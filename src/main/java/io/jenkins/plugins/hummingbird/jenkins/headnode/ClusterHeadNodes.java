package io.jenkins.plugins.hummingbird.jenkins.headnode;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterDescription;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterInstance;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterInstances;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterReadiness;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterStacks;
import io.jenkins.plugins.hummingbird.cluster.reads.ComputeFleet;
import io.jenkins.plugins.hummingbird.cluster.reads.FailedLaunches;
import io.jenkins.plugins.hummingbird.jenkins.controller.GlobalSettings;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.parallelcluster.ClusterName;
import io.jenkins.plugins.hummingbird.submit.headnode.HeadNodeGoneException;
import io.jenkins.plugins.hummingbird.submit.headnode.HeadNodeLocator;
import io.jenkins.plugins.hummingbird.submit.request.HeadNodeAddress;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.request.UsedCluster;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/** Finds the head node of a cluster of ParallelCluster for a submission, which knows nothing of AWS. */
public final class ClusterHeadNodes implements HeadNodeLocator {
    private final AwsClients aws;
    private final Clock clock;
    private final String cluster;
    private final String address;

    /** See {@link UsedCluster#place}. */
    private final String place;

    /** What to add to an error of a cluster that is not found. */
    private final String notNamed;

    /**
     * @param aws as the request asks for it
     * @param request names the cluster, and the kind of address
     * @param notNamed see {@link #notNamed(SubmitRequest, String)}
     */
    public ClusterHeadNodes(AwsClients aws, Clock clock, SubmitRequest request, String notNamed) {
        this.notNamed = notNamed;
        this.aws = aws;
        this.clock = clock;
        cluster = request.cluster;
        address = request.address;
        place = UsedCluster.place(request);
    }

    /**
     * @param job its full name
     * @return a sentence, after a blank, for somebody who misspelled the name of a cluster; empty where none can be meant
     */
    public static String notNamed(SubmitRequest request, String job) {
        List<String> names = request.used() == null ? GlobalSettings.get().clusterNames(job) : List.of();
        return names.isEmpty()
                ? ""
                : " The clusters that this job may name are " + String.join(", ", names) + "; " + request.cluster
                        + " is none of them.";
    }

    @Override
    public Sighting look() throws IOException, OperationException {
        ClusterName.check("cluster", cluster);
        ClusterReadiness seen = readiness(describe());
        return seen.waitsFor().isEmpty()
                ? new Sighting("", seen.fleetStopped(), seen.headNode().id(), address(seen.headNode()))
                : new Sighting(seen.waitsFor(), false, "", "");
    }

    private ClusterDescription describe() throws IOException, OperationException {
        try {
            return ClusterDescription.read(aws, cluster);
        } catch (OperationException e) {
            throw notNamed.isEmpty() ? e : new OperationException(e.getMessage() + notNamed, e);
        }
    }

    private ClusterReadiness readiness(ClusterDescription description) throws IOException, OperationException {
        try {
            return ClusterReadiness.of(description);
        } catch (OperationException e) {
            if (description.fleet().isProtected()) {
                throw new OperationException(e.getMessage() + FailedLaunches.why(aws, cluster), e);
            }
            throw e;
        }
    }

    @Override
    public void startFleet() throws IOException, OperationException {
        new ComputeFleet(aws).start(new ClusterStacks(aws).get(cluster), clock.instant());
    }

    @Override
    public String addressOf(String instanceId) throws IOException, OperationException {
        ClusterInstance instance = new ClusterInstances(aws)
                .find(instanceId)
                .orElseThrow(
                        () -> new HeadNodeGoneException("The head node " + instanceId + " of the cluster " + cluster
                                + " was terminated, and the jobs there ended with it. Submit again to a cluster that runs:"
                                + " groups that were completed are skipped where the output folder is still there."));
        if (!instance.state().equals("running")) {
            throw new IOException("the head node " + instanceId + " of " + cluster + " is " + instance.state()
                    + (instance.state().equals("pending") ? "" : ": start that instance in EC2"));
        }
        return address(instance);
    }

    private String address(ClusterInstance headNode) throws OperationException {
        if (!address.equals(HeadNodeAddress.PUBLIC)) {
            return headNode.privateIp();
        }
        if (headNode.publicIp().isEmpty()) {
            throw new OperationException(
                    "The head node " + headNode.id() + " of the cluster " + cluster
                            + " has no public address. Set address: 'private'" + place
                            + " if Jenkins is in its network, or connected to it, or address: 'endpoint' if that has an EC2 Instance Connect Endpoint; if not, the cluster needs a head node in a public subnet, or HeadNode/Networking/ElasticIp.");
        }
        return headNode.publicIp();
    }
}
