package io.jenkins.plugins.hummingbird.image.phases;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.image.ec2.AccountImages;
import io.jenkins.plugins.hummingbird.image.ec2.ImageById;
import io.jenkins.plugins.hummingbird.image.ec2.ImageCalls;
import io.jenkins.plugins.hummingbird.image.recipe.BakeDigest;
import io.jenkins.plugins.hummingbird.image.state.BakeContext;
import io.jenkins.plugins.hummingbird.image.state.BakeFiles;
import io.jenkins.plugins.hummingbird.image.state.BakePhase;
import io.jenkins.plugins.hummingbird.image.state.BakeRequest;
import io.jenkins.plugins.hummingbird.image.state.BakeState;
import io.jenkins.plugins.hummingbird.image.state.ImageName;
import io.jenkins.plugins.hummingbird.image.state.ReusedImage;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.parallelcluster.Architecture;
import io.jenkins.plugins.hummingbird.parallelcluster.BaseImage;
import io.jenkins.plugins.hummingbird.parallelcluster.OfficialImages;
import io.jenkins.plugins.hummingbird.parallelcluster.Os;
import io.jenkins.plugins.hummingbird.parallelcluster.ParallelCluster;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Image;

/**
 * Chooses the base image. An existing image that was built from identical inputs will be the result; a name that is
 * taken is an error.
 */
public final class ChooseBaseImage implements BakeHandler {
    @Override
    public PhaseResult<BakePhase> move(BakeState bake, BakeContext context) throws IOException, OperationException {
        BakeRequest request = bake.request();
        AwsClients aws = context.aws(request.aws);
        BaseImage base = find(request, aws, context);
        bake.base.imageId = base.id();
        bake.base.device = base.rootDevice();
        bake.base.gib = rootGiB(request, base);
        String version = version(request, base);
        bake.base.parallelClusterVersion = version;
        String problem = Os.parse(request.os).problem(version);
        if (!problem.isEmpty()) {
            throw new OperationException(problem);
        }
        bake.image.name = ImageName.of(request.name, version, bake.started());
        bake.image.digest = BakeDigest.of(request, base, version, BakeFiles.scriptBytes(context));
        context.log("base image: " + base.id() + (base.name().isEmpty() ? "" : " (" + base.name() + ')')
                + (base.deprecated() ? ", which is deprecated" : ""));
        AccountImages own = new AccountImages(aws);
        if (request.reuse) {
            Optional<Image> alike = own.alike(bake.image.digest);
            if (alike.isPresent()) {
                String id = alike.get().imageId();
                String name = String.valueOf(alike.get().name());
                context.log("reusing " + id + " (" + name + "): built from identical inputs");
                ImageCalls.warnOfEncryption(alike.get(), bake, context);
                bake.reused = new ReusedImage(id, name);
                return PhaseResult.done();
            }
        }
        Optional<Image> taken = own.named(bake.image.name);
        if (taken.isPresent()) {
            throw ImageCalls.nameTaken(bake, aws, taken.get());
        }
        return PhaseResult.done();
    }

    private static BaseImage find(BakeRequest request, AwsClients aws, BakeContext context)
            throws IOException, OperationException {
        Architecture architecture = Architecture.parse(request.architecture);
        if (!request.baseAmi.isEmpty()) {
            return new ImageById(aws, context.now()).get(request.baseAmi, architecture);
        }
        String version =
                request.parallelClusterVersion.isEmpty() ? ParallelCluster.VERSION : request.parallelClusterVersion;
        return new OfficialImages(aws, context.now()).newest(version, Os.parse(request.os), architecture);
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
}
