package io.jenkins.plugins.hummingbird.image;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;

/** Looks at the type of the instance and at its network, for what EC2 would refuse late or not at all. */
final class CheckLaunch implements BakePart {
    @Override
    public Next move(Bake bake, BakeContext context) throws IOException, OperationException {
        AwsClients aws = context.aws(bake.request().aws);
        bake.instanceType = InstanceTypes.first(bake.request(), aws);
        BakeNetwork network = BakeNetwork.look(bake.request(), aws);
        network.checkRoute(context);
        bake.vpcId = network.vpcId();
        admit(bake, network, aws, context);
        return bake.goOn();
    }

    /** Says whom the temporary security group is to admit. */
    private static void admit(Bake bake, BakeNetwork network, AwsClients aws, BakeContext context)
            throws IOException, OperationException {
        BakeRequest request = bake.request();
        bake.cidrs.clear();
        bake.sourceGroups.clear();
        if (request.address.equals(BakeRequest.ENDPOINT)) {
            bake.sourceGroups.addAll(BakeEndpoint.check(bake, network.vpcId(), aws, context));
        }
        if (!request.allowedCidr.isEmpty()) {
            bake.cidrs.add(request.allowedCidr);
        } else if (!request.address.equals(BakeRequest.ENDPOINT)) {
            bake.cidrs.addAll(network.cidrs());
            if (BakeCheck.groups(request).isEmpty()) {
                String warning = ControllerAddress.warning(bake.cidrs, ControllerAddress.towards(bake.cidrs.get(0)));
                if (!warning.isEmpty()) {
                    context.log("warning: " + warning);
                }
            }
        }
    }
}
