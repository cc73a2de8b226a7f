package io.jenkins.plugins.hummingbird.image;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a bake answers to the step. */
final class BakeResult {
    private BakeResult() {}

    static Map<String, Object> of(Bake bake, BakeContext context, String imageId, String name, boolean reused)
            throws OperationException {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("imageId", imageId);
        result.put("name", name);
        result.put("region", context.aws(bake.request().aws).region());
        result.put("baseImageId", bake.baseImageId);
        result.put("os", bake.request().os);
        result.put("architecture", bake.request().architecture);
        result.put("parallelClusterVersion", bake.version);
        result.put("recipeDigest", bake.digest);
        result.put("reused", reused);
        result.put("minutes", Duration.between(bake.started(), context.now()).toMinutes());
        return result;
    }
}
