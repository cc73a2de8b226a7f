package io.jenkins.plugins.hummingbird.image;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.LaunchFailure;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.StateReason;

/** The instance of a bake. */
final class BakeInstance {
    /** See https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_StateReason.html. */
    private static final String FROM_WITHIN = "Client.InstanceInitiatedShutdown";

    private final Bake bake;
    private final AwsClients aws;
    private final RecentlyMade calls;

    BakeInstance(Bake bake, BakeContext context) throws OperationException {
        this.bake = bake;
        aws = context.aws(bake.request().aws);
        calls = new RecentlyMade(aws, "the instance " + bake.instanceId, bake.launchMillis, context.now());
    }

    /** @return null when it is gone */
    Instance look() throws IOException, OperationException {
        return calls.call(
                "looking at the instance " + bake.instanceId,
                ec2 -> ec2.describeInstances(r -> r.instanceIds(bake.instanceId)).reservations().stream()
                        .flatMap(one -> one.instances().stream())
                        .findFirst()
                        .orElse(null));
    }

    /**
     * @return the instance, which is on its way to a state
     * @throws OperationException when it is gone, or is going
     */
    Instance alive() throws IOException, OperationException {
        Instance instance = look();
        if (instance == null) {
            throw new OperationException("The instance " + bake.instanceId + " is gone from " + aws.region()
                    + ": somebody has removed it. Bake again.");
        }
        InstanceStateName state = instance.state().name();
        if (state == InstanceStateName.TERMINATED || state == InstanceStateName.SHUTTING_DOWN) {
            throw ended(instance.stateReason());
        }
        return instance;
    }

    private OperationException ended(StateReason reason) {
        String why = reason == null ? "no reason is given" : reason.message();
        if (reason != null && LaunchFailure.CLIENT_ERROR.equals(reason.code())) {
            return new OperationException("The instance " + bake.instanceId + " did not start: " + why + ". Its disk"
                    + disk() + '.' + LaunchFailure.advice(reason.code()));
        }
        return new OperationException("The instance " + bake.instanceId + " was terminated, and not by this bake: "
                + why + ". Look for who or what did so; where EC2 did, for what it says.");
    }

    private String disk() {
        BakeRequest request = bake.request();
        if (!request.kmsKeyId.isEmpty()) {
            return " was to be encrypted by " + request.kmsKeyId;
        }
        return request.encrypted
                ? " was to be encrypted by the default key of the account for EBS; kmsKeyId names another"
                : " has a key only if its base image " + bake.baseImageId + " or the account's default for EBS has one";
    }

    /** @throws OperationException when nothing can be run on it any more */
    void checkThatItRuns() throws IOException, OperationException {
        checkThatItRuns(alive());
    }

    /**
     * @return true when it has stopped, or does so, by a command of its own system; false when it runs
     * @throws OperationException when nothing can be run on it any more for another reason
     */
    boolean hasShutItselfDown() throws IOException, OperationException {
        Instance instance = alive();
        if (instance.stateReason() != null
                && FROM_WITHIN.equals(instance.stateReason().code())) {
            return true;
        }
        checkThatItRuns(instance);
        return false;
    }

    private void checkThatItRuns(Instance instance) throws OperationException {
        InstanceStateName state = instance.state().name();
        if (state != InstanceStateName.RUNNING && state != InstanceStateName.PENDING) {
            throw new OperationException("The instance " + bake.instanceId + " is " + state
                    + ", and not by this bake: the script has shut it down, or somebody has stopped it. Bake again.");
        }
    }

    void stop() throws IOException, OperationException {
        calls.call(
                "stopping the instance " + bake.instanceId,
                ec2 -> ec2.stopInstances(r -> r.instanceIds(bake.instanceId)));
    }

    /** Terminates it, if it was launched or may have been. @return whether nothing is left of it */
    boolean end(Instant now) throws IOException, OperationException {
        if (bake.instanceId == null && bake.launchIntended) {
            bake.instanceId = find();
            if (bake.instanceId == null) {
                return UndoBake.lookedLongEnough(bake, now);
            }
        }
        if (bake.instanceId == null) {
            return true;
        }
        Instance instance = look();
        if (instance == null || instance.state().name() == InstanceStateName.TERMINATED) {
            return true;
        }
        if (instance.state().name() != InstanceStateName.SHUTTING_DOWN) {
            terminate(aws, bake.instanceId);
        }
        return false;
    }

    /** Also one that is about to end: it is to be followed until it has. */
    private String find() throws IOException, OperationException {
        return find(aws, List.of(BakeTags.of(bake))).stream()
                .map(Instance::instanceId)
                .findFirst()
                .orElse(null);
    }

    static void terminate(AwsClients aws, String id) throws IOException, OperationException {
        aws.ec2("ending the instance " + id, ec2 -> ec2.terminateInstances(r -> r.instanceIds(id)));
    }

    /** Those that are not terminated, nor about to be. */
    static List<Instance> alive(AwsClients aws, List<Filter> filters) throws IOException, OperationException {
        List<Filter> all = new ArrayList<>(filters);
        all.add(BakeTags.is("instance-state-name", "pending", "running", "stopping", "stopped"));
        return find(aws, all);
    }

    private static List<Instance> find(AwsClients aws, List<Filter> filters) throws IOException, OperationException {
        return aws.ec2(
                "looking for instances",
                ec2 -> ec2.describeInstancesPaginator(r -> r.filters(filters)).reservations().stream()
                        .flatMap(one -> one.instances().stream())
                        .toList());
    }
}
