package io.jenkins.plugins.hummingbird.image.recipe;

import io.jenkins.plugins.hummingbird.image.state.BakeRequest;
import io.jenkins.plugins.hummingbird.image.state.TagKeys;
import io.jenkins.plugins.hummingbird.operation.Sha256;
import io.jenkins.plugins.hummingbird.parallelcluster.BaseImage;
import java.nio.charset.StandardCharsets;

/** Tells whether two images are built from identical inputs: see {@link TagKeys#DIGEST}. */
public final class BakeDigest {
    private final Sha256 digest = new Sha256();

    private BakeDigest() {}

    /** @return 64 hexadecimal digits */
    public static String of(BakeRequest request, BaseImage base, String version, byte[] script) {
        BakeDigest all = new BakeDigest();
        all.add(base.id());
        all.add(version);
        all.add(request.os);
        all.add(request.architecture);
        all.add(String.valueOf(request.rootVolumeGiB));
        if (!request.encrypted || !request.kmsKeyId.isEmpty()) {
            // images from before there was a choice are encrypted, by the account's default
            all.add(request.encrypted ? "encrypted by " + request.kmsKeyId : "not encrypted");
        }
        all.add(request.recipe);
        if (!request.recipe.isEmpty()) {
            all.add(CellProfilerRecipe.digest());
            all.add(request.cellProfilerVersion);
        }
        all.add(script);
        return all.digest.hex();
    }

    /** @return 64 hexadecimal digits, which differ where the text does */
    public static String of(String text) {
        BakeDigest one = new BakeDigest();
        one.add(text);
        return one.digest.hex();
    }

    private void add(String text) {
        add(text.getBytes(StandardCharsets.UTF_8));
    }

    /** With its length before it, so that no two lists of parts read alike. */
    private void add(byte[] bytes) {
        digest.add(bytes.length + ":").add(bytes);
    }
}
