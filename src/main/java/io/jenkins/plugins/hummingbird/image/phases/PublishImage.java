package io.jenkins.plugins.hummingbird.image.phases;

import io.jenkins.plugins.hummingbird.image.ec2.BakeTags;
import io.jenkins.plugins.hummingbird.image.ec2.ImageCalls;
import io.jenkins.plugins.hummingbird.image.state.BakeContext;
import io.jenkins.plugins.hummingbird.image.state.BakePhase;
import io.jenkins.plugins.hummingbird.image.state.BakeState;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives the image the tags by which later bakes find it and clusters accept it. It is the last phase, so that nothing
 * is found that may still be undone. That it may be found is saved before: should the process end before the end is
 * saved, and the bake be stopped then, undoing checks whether it is, see {@link ImageCalls#discard}.
 */
public final class PublishImage implements BakeHandler {
    @Override
    public PhaseResult<BakePhase> move(BakeState bake, BakeContext context) throws IOException, OperationException {
        if (!bake.image.publishRequested) {
            bake.image.publishRequested = true;
            context.save();
        }
        List<String> all = new ArrayList<>(List.of(bake.image.id));
        all.addAll(bake.image.snapshotIds);
        ImageCalls.tag(bake, context, all, BakeTags.lasting(bake, context));
        context.log("available: " + bake.image.id + " (" + bake.image.name + ")");
        return PhaseResult.end(BakeResult.of(bake, context, bake.image.id, bake.image.name, false));
    }
}
