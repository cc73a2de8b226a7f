package io.jenkins.plugins.hummingbird.image.phases;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.image.ec2.ControllerAddress;
import io.jenkins.plugins.hummingbird.image.ec2.InstanceEndpoint;
import io.jenkins.plugins.hummingbird.image.ec2.InstanceTypes;
import io.jenkins.plugins.hummingbird.image.ec2.LaunchNetwork;
import io.jenkins.plugins.hummingbird.image.state.BakeContext;
import io.jenkins.plugins.hummingbird.image.state.BakePhase;
import io.jenkins.plugins.hummingbird.image.state.BakeRequest;
import io.jenkins.plugins.hummingbird.image.state.BakeState;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import java.io.IOException;

/** Checks the type of the instance and its network for what EC2 would refuse late or not at all. */
public final class CheckLaunch implements BakeHandler {
    @Override
    public PhaseResult<BakePhase> move(BakeState bake, BakeContext context) throws IOException, OperationException {
        AwsClients aws = context.aws(bake.request().aws);
        bake.instance.type = InstanceTypes.first(bake.request(), aws);
        LaunchNetwork network = LaunchNetwork.read(bake.request(), aws);
        network.checkRoute(context);
        bake.group.vpcId = network.vpcId();
        admit(bake, network, aws, context);
        return PhaseResult.done();
    }

    /** Decides whom the temporary security group is to admit. */
    private static void admit(BakeState bake, LaunchNetwork network, AwsClients aws, BakeContext context)
            throws IOException, OperationException {
        BakeRequest request = bake.request();
        bake.group.cidrs.clear();
        bake.group.sourceGroups.clear();
        if (request.address.equals(BakeRequest.ENDPOINT)) {
            bake.group.sourceGroups.addAll(InstanceEndpoint.check(bake, network.vpcId(), aws, context));
        }
        if (!request.allowedCidr.isEmpty()) {
            bake.group.cidrs.add(request.allowedCidr);
        } else if (!request.address.equals(BakeRequest.ENDPOINT)) {
            bake.group.cidrs.addAll(network.cidrs());
            if (request.securityGroups().isEmpty()) {
                String warning =
                        ControllerAddress.warning(bake.group.cidrs, ControllerAddress.towards(bake.group.cidrs.get(0)));
                if (!warning.isEmpty()) {
                    context.log("warning: " + warning);
                }
            }
        }
    }
}
