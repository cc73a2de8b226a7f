package io.jenkins.plugins.hummingbird.image;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.util.List;

/** Looks at the type of the instance and at its network, for what EC2 would refuse late or not at all. */
final class CheckLaunch implements BakePart {
    @Override
    public Next move(Bake bake, BakeSurroundings around) throws IOException, OperationException {
        AwsClients aws = around.aws(bake.request().aws);
        bake.instanceType = InstanceTypes.first(bake.request(), aws);
        BakeNetwork network = BakeNetwork.look(bake.request(), aws);
        network.checkRoute(around);
        bake.vpcId = network.vpcId();
        bake.cidrs.clear();
        bake.cidrs.addAll(bake.request().allowedCidr.isEmpty() ? network.cidrs() : List.of(bake.request().allowedCidr));
        return bake.goOn();
    }
}
