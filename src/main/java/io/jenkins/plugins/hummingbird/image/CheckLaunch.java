package io.jenkins.plugins.hummingbird.image;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.AwsFailure;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;

/** Looks at the type of the instance and at its network, for what EC2 would refuse late or not at all. */
final class CheckLaunch implements BakePart {
    @Override
    public Next move(Bake bake, BakeSurroundings around) throws IOException, OperationException {
        AwsClients aws = around.aws(bake.request().aws);
        checkType(bake.request(), aws);
        BakeNetwork network = BakeNetwork.look(bake.request(), aws);
        network.checkRoute(around);
        bake.vpcId = network.vpcId();
        bake.cidrs.clear();
        bake.cidrs.addAll(bake.request().allowedCidr.isEmpty() ? network.cidrs() : List.of(bake.request().allowedCidr));
        return bake.goOn();
    }

    /** The type that people name, or one whose memory and time the recipe is content with. */
    static String type(BakeRequest request) {
        if (!request.instanceType.isEmpty()) {
            return request.instanceType;
        }
        return request.architecture.equals("arm64") ? "m6g.large" : "m5.large";
    }

    private static void checkType(BakeRequest request, AwsClients aws) throws IOException, OperationException {
        String type = type(request);
        List<InstanceTypeInfo> found = aws.ec2("looking for the instance type " + type, ec2 -> describe(ec2, type));
        if (found.isEmpty()) {
            throw new OperationException("instanceType: there is no type '" + type + "' in " + aws.region() + '.');
        }
        List<String> architectures = found.get(0).processorInfo().supportedArchitecturesAsStrings();
        if (!architectures.contains(request.architecture)) {
            throw new OperationException("instanceType: " + type + " runs " + String.join(", ", architectures)
                    + ", and the image is made for " + request.architecture
                    + ". Choose another type, or leave it empty for one that suits; or change architecture.");
        }
    }

    private static List<InstanceTypeInfo> describe(Ec2Client ec2, String type) {
        try {
            return ec2.describeInstanceTypes(r -> r.instanceTypesWithStrings(type))
                    .instanceTypes();
        } catch (SdkException e) {
            if (AwsFailure.code(e).equals("InvalidInstanceType")) {
                return List.of();
            }
            throw e;
        }
    }
}
