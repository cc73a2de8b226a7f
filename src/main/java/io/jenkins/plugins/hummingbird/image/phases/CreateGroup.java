package io.jenkins.plugins.hummingbird.image.phases;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.image.ec2.GroupCalls;
import io.jenkins.plugins.hummingbird.image.state.BakeContext;
import io.jenkins.plugins.hummingbird.image.state.BakePhase;
import io.jenkins.plugins.hummingbird.image.state.BakeState;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Creates the temporary security group. */
public final class CreateGroup implements BakeHandler {
    @Override
    public PhaseResult<BakePhase> move(BakeState bake, BakeContext context) throws IOException, OperationException {
        AwsClients aws = context.aws(bake.request().aws);
        boolean requestedBefore = bake.group.isRequested();
        if (!requestedBefore) {
            bake.group.requested = context.now();
            context.save();
        }
        if (bake.group.id == null && requestedBefore) {
            bake.group.id = GroupCalls.find(bake, aws);
        }
        if (bake.group.id == null) {
            bake.group.id = GroupCalls.create(bake, aws, context);
            context.save();
        }
        GroupCalls.open(bake, aws, context.now());
        context.log("temporary security group: " + bake.group.id + ", SSH from "
                + Stream.concat(bake.group.cidrs.stream(), bake.group.sourceGroups.stream())
                        .collect(Collectors.joining(", ")));
        return PhaseResult.done();
    }
}
