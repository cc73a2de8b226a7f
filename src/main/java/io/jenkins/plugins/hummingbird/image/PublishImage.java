package io.jenkins.plugins.hummingbird.image;

import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives the image the tags by which later bakes find it and clusters accept it. The last step of all, so that nothing is
 * found that may still be undone. That it may be found is saved before: a stop that comes when the process has ended
 * between this and the saved end looks whether it is, see {@link BakeImage#discard}.
 */
final class PublishImage implements BakePart {
    @Override
    public Next move(Bake bake, BakeContext context) throws IOException, OperationException {
        if (!bake.publishIntended) {
            bake.publishIntended = true;
            context.save();
        }
        List<String> all = new ArrayList<>(List.of(bake.imageId));
        all.addAll(bake.snapshotIds);
        BakeImage.tag(bake, context, all, BakeTags.lasting(bake, context));
        context.log("available: " + bake.imageId + " (" + bake.imageName + ")");
        return bake.end(BakeResult.of(bake, context, bake.imageId, bake.imageName, false));
    }
}
