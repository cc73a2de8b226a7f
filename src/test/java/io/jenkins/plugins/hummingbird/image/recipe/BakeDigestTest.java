package io.jenkins.plugins.hummingbird.image.recipe;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.hummingbird.image.state.BakeRequest;
import io.jenkins.plugins.hummingbird.parallelcluster.BaseImage;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.Test;

/** By what an image is found again, in place of baking another. */
public class BakeDigestTest {
    private static String digest(String base, String version, String script, Consumer<BakeRequest> change) {
        BakeRequest request = new BakeRequest();
        change.accept(request);
        BaseImage image = new BaseImage(base, "", "", "", "x86_64", "", "/dev/sda1", 35, false);
        return BakeDigest.of(request, image, version, script.getBytes(StandardCharsets.UTF_8));
    }

    private static String digest(Consumer<BakeRequest> change) {
        return digest("ami-1", "3.16.1", "true\n", change);
    }

    private final String plain = digest(request -> {});

    @Test
    public void whatIsInTheImageMakesAnother() {
        assertThat("base image", digest("ami-2", "3.16.1", "true\n", request -> {}), is(not(plain)));
        assertThat("release", digest("ami-1", "3.16.0", "true\n", request -> {}), is(not(plain)));
        assertThat("script", digest("ami-1", "3.16.1", "false\n", request -> {}), is(not(plain)));
        assertThat("system", digest(request -> request.os = "ubuntu2404"), is(not(plain)));
        assertThat("architecture", digest(request -> request.architecture = "arm64"), is(not(plain)));
        assertThat("disk", digest(request -> request.rootVolumeGiB = 80), is(not(plain)));
        assertThat("encryption", digest(request -> request.encrypted = false), is(not(plain)));
        assertThat("key", digest(request -> request.kmsKeyId = "alias/images"), is(not(plain)));
        assertThat(
                "another key",
                digest(request -> request.kmsKeyId = "alias/images"),
                is(not(digest(request -> request.kmsKeyId = "alias/plates"))));
        assertThat("recipe", digest(request -> request.recipe = ""), is(not(plain)));
        assertThat("CellProfiler", digest(request -> request.cellProfilerVersion = "4.2.6"), is(not(plain)));
    }

    @Test
    public void howItIsMadeAndCalledDoesNot() {
        String other = digest(request -> {
            request.name = "another";
            request.tags = "project=plates";
            request.instanceType = "c5.4xlarge";
            request.subnetId = "subnet-1";
            request.pipIndexUrl = "https://mirror.example.org/simple";
            request.timeoutMinutes = 60;
        });
        assertThat(other, is(plain));
    }

    @Test
    public void anImageOfAnEarlierReleaseIsFoundByTheSame() {
        assertThat(
                digest(request -> request.recipe = ""),
                is("06a939216cb59fbb4812b8fa28118970193ac0b1a8a6d249e6e498f3f5dc0eb0"));
    }
}
