package io.jenkins.plugins.hummingbird.image;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.parallelcluster.BaseImage;
import io.jenkins.plugins.hummingbird.parallelcluster.ClusterOs;
import io.jenkins.plugins.hummingbird.parallelcluster.OfficialImages;
import io.jenkins.plugins.hummingbird.parallelcluster.ParallelCluster;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Image;

/** Finds what is baked upon. An image that was made of the same will be the result; a name that is taken is an error. */
final class ChooseBase implements BakePart {
    @Override
    public Next move(Bake bake, BakeContext context) throws IOException, OperationException {
        BakeRequest request = bake.request();
        AwsClients aws = context.aws(request.aws);
        BaseImage base = find(request, aws, context);
        bake.baseImageId = base.id();
        bake.rootDevice = base.rootDevice();
        bake.rootGiB = rootGiB(request, base);
        bake.version = version(request, base);
        String problem = ClusterOs.parse(request.os).problem(bake.version);
        if (!problem.isEmpty()) {
            throw new OperationException(problem);
        }
        bake.imageName = ImageName.of(request.name, bake.version, bake.started());
        bake.digest = BakeDigest.of(request, base, bake.version, ReadScript.script(context));
        context.log("base image: " + base.id() + (base.name().isEmpty() ? "" : " (" + base.name() + ')')
                + (base.deprecated() ? ", which is deprecated" : ""));
        OwnImages own = new OwnImages(aws);
        if (request.reuse) {
            Optional<Image> alike = own.alike(bake.digest);
            if (alike.isPresent()) {
                String id = alike.get().imageId();
                String name = String.valueOf(alike.get().name());
                context.log("reused: " + id + " (" + name + ") was made of the same");
                BakeImage.warnOfEncryption(alike.get(), bake, context);
                bake.reusedId = id;
                bake.reusedName = name;
                return bake.goOn(BakePhase.CLEAN_LEFTOVERS);
            }
        }
        Optional<Image> taken = own.named(bake.imageName);
        if (taken.isPresent()) {
            throw taken(bake, aws, taken.get());
        }
        return bake.goOn();
    }

    private static BaseImage find(BakeRequest request, AwsClients aws, BakeContext context)
            throws IOException, OperationException {
        if (!request.baseAmi.isEmpty()) {
            return new NamedImage(aws, context.now()).get(request.baseAmi, request.architecture);
        }
        String version =
                request.parallelClusterVersion.isEmpty() ? ParallelCluster.VERSION : request.parallelClusterVersion;
        return new OfficialImages(aws, context.now())
                .newest(version, ClusterOs.parse(request.os), request.architecture);
    }

    private static String version(BakeRequest request, BaseImage base) throws OperationException {
        if (!base.os().isEmpty() && !base.os().equals(request.os)) {
            throw new OperationException("baseAmi: the image " + base.id() + " is of " + base.os()
                    + ", and the parameter os says " + request.os + '.');
        }
        String wanted = request.parallelClusterVersion;
        if (!base.version().isEmpty() && !wanted.isEmpty() && !base.version().equals(wanted)) {
            throw new OperationException("baseAmi: the image " + base.id() + " is of ParallelCluster " + base.version()
                    + ", and the parameter parallelClusterVersion says " + wanted + '.');
        }
        if (!wanted.isEmpty()) {
            return wanted;
        }
        return base.version().isEmpty() ? ParallelCluster.VERSION : base.version();
    }

    private static int rootGiB(BakeRequest request, BaseImage base) throws OperationException {
        if (request.rootVolumeGiB == 0) {
            return base.rootGiB();
        }
        if (request.rootVolumeGiB < base.rootGiB()) {
            throw new OperationException("rootVolumeGiB: " + request.rootVolumeGiB + " is less than the "
                    + base.rootGiB() + " GiB of the base image " + base.id() + '.');
        }
        return request.rootVolumeGiB;
    }

    static OperationException taken(Bake bake, AwsClients aws, Image image) {
        return new OperationException("name: the name '" + bake.imageName + "' is taken in " + aws.region()
                + " by the image " + image.imageId()
                + ", which was made of something else. Choose another, let it hold {timestamp}, or deregister that"
                + " image.");
    }
}
