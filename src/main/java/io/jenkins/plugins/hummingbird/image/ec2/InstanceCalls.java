package io.jenkins.plugins.hummingbird.image.ec2;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.Ec2Queries;
import io.jenkins.plugins.hummingbird.aws.LaunchFailure;
import io.jenkins.plugins.hummingbird.image.state.BakeContext;
import io.jenkins.plugins.hummingbird.image.state.BakeRequest;
import io.jenkins.plugins.hummingbird.image.state.BakeState;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.StateReason;

/** Calls for the instance of a bake: what has become of it, and its end. */
public final class InstanceCalls {
    /** See https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_StateReason.html. */
    private static final String FROM_WITHIN = "Client.InstanceInitiatedShutdown";

    private final BakeState bake;
    private final AwsClients aws;
    private final RecentlyCreated calls;

    /** @param bake whose instance is meant, requested or not */
    public InstanceCalls(BakeState bake, BakeContext context) throws OperationException {
        this.bake = bake;
        aws = context.aws(bake.request().aws);
        calls = new RecentlyCreated(aws, "the instance " + bake.instance.id, bake.instance.requested, context.now());
    }

    /** @return null when it is gone */
    private Instance describe() throws IOException, OperationException {
        return calls.call(
                "looking at the instance " + bake.instance.id,
                ec2 -> Ec2Queries.instances(ec2, r -> r.instanceIds(bake.instance.id)).stream()
                        .findFirst()
                        .orElse(null));
    }

    /**
     * @return the instance, which may be starting or stopping
     * @throws OperationException when it is gone, or shutting down
     */
    public Instance alive() throws IOException, OperationException {
        Instance instance = describe();
        if (instance == null) {
            throw new OperationException("The instance " + bake.instance.id + " no longer exists in " + aws.region()
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
            return new OperationException("The instance " + bake.instance.id + " did not start: " + why + ". Its disk"
                    + disk() + '.' + LaunchFailure.advice(reason.code()));
        }
        return new OperationException("The instance " + bake.instance.id + " was terminated, and not by this bake: "
                + why + ". Find out who or what did so; where it was EC2, see the reason that it gives.");
    }

    private String disk() {
        BakeRequest request = bake.request();
        if (!request.kmsKeyId.isEmpty()) {
            return " was to be encrypted by " + request.kmsKeyId;
        }
        return request.encrypted
                ? " was to be encrypted by the default key of the account for EBS; kmsKeyId names another"
                : " has a key only if its base image " + bake.base.imageId
                        + " or the account's default for EBS has one";
    }

    /** @throws OperationException when nothing can be run on it any more */
    public void checkThatItRuns() throws IOException, OperationException {
        checkThatItRuns(alive());
    }

    /**
     * @return true when it has stopped, or does so, by a command of its own system; false when it runs
     * @throws OperationException when nothing can be run on it any more for another reason
     */
    public boolean hasShutItselfDown() throws IOException, OperationException {
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
            throw new OperationException("The instance " + bake.instance.id + " is " + state
                    + ", and not by this bake: the script has shut it down, or somebody has stopped it. Bake again.");
        }
    }

    /** Asks EC2 to stop it. */
    public void stop() throws IOException, OperationException {
        calls.call(
                "stopping the instance " + bake.instance.id,
                ec2 -> ec2.stopInstances(r -> r.instanceIds(bake.instance.id)));
    }

    /**
     * Terminates it, if it was launched or may have been; to be called until it is gone.
     *
     * @return whether nothing is left of it
     */
    public boolean terminate(Instant now) throws IOException, OperationException {
        if (bake.instance.id == null && bake.instance.isRequested()) {
            bake.instance.id = find();
            if (bake.instance.id == null) {
                return bake.lookedLongEnough(now);
            }
        }
        if (bake.instance.id == null) {
            return true;
        }
        Instance instance = describe();
        if (instance == null || instance.state().name() == InstanceStateName.TERMINATED) {
            return true;
        }
        if (instance.state().name() != InstanceStateName.SHUTTING_DOWN) {
            terminate(aws, bake.instance.id);
        }
        return false;
    }

    /** Finds also one that is shutting down: it is to be followed until it is terminated. */
    private String find() throws IOException, OperationException {
        return find(aws, List.of(BakeTags.of(bake))).stream()
                .map(Instance::instanceId)
                .findFirst()
                .orElse(null);
    }

    /** Asks EC2 to terminate an instance. */
    public static void terminate(AwsClients aws, String id) throws IOException, OperationException {
        aws.ec2("terminating the instance " + id, ec2 -> ec2.terminateInstances(r -> r.instanceIds(id)));
    }

    /** @return those that are neither terminated nor about to be */
    public static List<Instance> alive(AwsClients aws, List<Filter> filters) throws IOException, OperationException {
        List<Filter> all = new ArrayList<>(filters);
        all.add(Ec2Queries.filter("instance-state-name", "pending", "running", "stopping", "stopped"));
        return find(aws, all);
    }

    private static List<Instance> find(AwsClients aws, List<Filter> filters) throws IOException, OperationException {
        return aws.ec2("looking for instances", ec2 -> Ec2Queries.instances(ec2, r -> r.filters(filters)));
    }
}
