package io.jenkins.plugins.hummingbird.image.ec2;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.AwsFailure;
import io.jenkins.plugins.hummingbird.image.state.BakeRequest;
import io.jenkins.plugins.hummingbird.image.state.BakeState;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.parallelcluster.Architecture;
import java.io.IOException;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;

/**
 * The type of the instance of a bake: the one that people name, or one with enough memory and speed for the recipe.
 * Newer regions and some zones lack the older ones, so there are several to choose from, the cheapest first.
 */
public final class InstanceTypes {
    private static final List<String> X86 = List.of("m5.large", "m6i.large", "m7i.large");
    private static final List<String> ARM = List.of("m6g.large", "m7g.large");

    private InstanceTypes() {}

    /** @return the type of a bake; before it is chosen, the one that is tried first */
    public static String of(BakeState bake) {
        return bake.instance.type == null ? choices(bake.request()).get(0) : bake.instance.type;
    }

    private static List<String> choices(BakeRequest request) {
        if (!request.instanceType.isEmpty()) {
            return List.of(request.instanceType);
        }
        return request.architecture.equals(Architecture.ARM64.word()) ? ARM : X86;
    }

    /**
     * @return the first that the region has
     * @throws OperationException when there is none, or the one that people name is for another architecture
     */
    public static String first(BakeRequest request, AwsClients aws) throws IOException, OperationException {
        List<String> choices = choices(request);
        for (String type : choices) {
            List<InstanceTypeInfo> found = look(type, aws);
            if (!found.isEmpty()) {
                checkArchitecture(type, found.get(0), request);
                return type;
            }
        }
        throw new OperationException(
                request.instanceType.isEmpty()
                        ? "instanceType: there is none of " + String.join(", ", choices) + " in " + aws.region()
                                + "; name one that the region has."
                        : "instanceType: there is no type '" + request.instanceType + "' in " + aws.region() + '.');
    }

    /** @return whether another type can take the place of the one that a bake has */
    public static boolean hasNext(BakeState bake) {
        return bake.request().instanceType.isEmpty();
    }

    /**
     * @return what takes the place of the type that the zone of a bake does not offer
     * @throws OperationException when there is nothing left
     */
    public static String next(BakeState bake, AwsClients aws) throws IOException, OperationException {
        List<String> choices = choices(bake.request());
        for (String type : choices.subList(choices.indexOf(of(bake)) + 1, choices.size())) {
            if (!look(type, aws).isEmpty()) {
                return type;
            }
        }
        throw new OperationException("instanceType: AWS offers none of " + String.join(", ", choices)
                + (bake.request().subnetId.isEmpty() ? "" : " in the zone of the subnet " + bake.request().subnetId)
                + " in " + aws.region() + "; name a type that is offered there, or choose a subnetId in another zone.");
    }

    private static void checkArchitecture(String type, InstanceTypeInfo info, BakeRequest request)
            throws OperationException {
        List<String> architectures = info.processorInfo().supportedArchitecturesAsStrings();
        if (!architectures.contains(request.architecture)) {
            throw new OperationException("instanceType: " + type + " runs " + String.join(", ", architectures)
                    + ", and the image is made for " + request.architecture
                    + ". Choose another type, or leave it empty for one that suits; or change architecture.");
        }
    }

    /** @return empty when the region does not have it */
    private static List<InstanceTypeInfo> look(String type, AwsClients aws) throws IOException, OperationException {
        return aws.ec2("looking for the instance type " + type, ec2 -> describe(ec2, type));
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
