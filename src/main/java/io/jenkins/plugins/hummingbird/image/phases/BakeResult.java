package io.jenkins.plugins.hummingbird.image.phases;

import io.jenkins.plugins.hummingbird.image.state.BakeContext;
import io.jenkins.plugins.hummingbird.image.state.BakeState;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The result that a bake returns to the step. */
final class BakeResult {
    private BakeResult() {}

    /** @return a mutable map of plain values */
    static Map<String, Object> of(BakeState bake, BakeContext context, String imageId, String name, boolean reused)
            throws OperationException {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("imageId", imageId);
        result.put("name", name);
        result.put("region", context.aws(bake.request().aws).region());
        result.put("baseImageId", bake.base.imageId);
        result.put("os", bake.request().os);
        result.put("architecture", bake.request().architecture);
        result.put("parallelClusterVersion", bake.base.parallelClusterVersion);
        result.put("recipeDigest", bake.image.digest);
        result.put("reused", reused);
        result.put("minutes", Duration.between(bake.started(), context.now()).toMinutes());
        return result;
    }
}
