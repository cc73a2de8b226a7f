package io.jenkins.plugins.hummingbird.image;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.time.Instant;
import java.util.Map;
import org.junit.Test;

public class BakeViewTest {
    private final Bake bake = bake();

    private static Bake bake() {
        BakeRequest request = new BakeRequest();
        request.name = "cells {date}";
        request.aws.region = "eu-central-1";
        return new Bake("bake-seen", request, Instant.now());
    }

    private BakeView view() {
        return new BakeView(bake);
    }

    private void launched(BakePhase phase) {
        bake.imageName = "cells 20261124";
        bake.instanceId = "i-1";
        bake.goOn(phase);
    }

    @Test
    public void aBakeThatHasNotBegunIsKnownByWhatWasAskedFor() {
        assertThat(view().title(), is("AMI cells {date}"));
        assertThat(view().status(), is("reads its inputs"));
        assertThat(view().machines(), is(empty()));
        assertThat(view().cost(), is(""));
    }

    @Test
    public void theInstanceRunsUntilItIsStopped() {
        launched(BakePhase.RUN_RECIPE);
        assertThat(view().title(), is("AMI cells 20261124"));
        assertThat(view().status(), is("runs the recipe"));
        assertThat(view().facts(), hasEntry("instance", "i-1"));
        assertThat(view().cost(), is("1 m5.large runs until the bake ends."));
        bake.goOn(BakePhase.AWAIT_IMAGE);
        assertThat(view().machines(), is(empty()));
        assertThat(view().facts(), not(hasKey("instance")));
    }

    @Test
    public void whatStaysOfAnAmiIsItsSnapshot() {
        launched(BakePhase.PUBLISH);
        bake.snapshotIds.add("snap-1");
        bake.rootGiB = 40;
        bake.end(Map.of("imageId", "ami-1", "name", "cells 20261124", "region", "eu-central-1", "reused", false));
        assertThat(view().status(), is("finished"));
        assertThat(view().facts(), hasEntry("image", "ami-1"));
        assertThat(
                view().cost(),
                is("No instance runs. Stored until the AMI is removed: its snapshot of a disk of 40 GiB."));
    }

    @Test
    public void anAmiThatIsReusedMadeNothing() {
        bake.end(Map.of("imageId", "ami-0", "name", "cells of yesterday", "reused", true));
        assertThat(view().title(), is("AMI cells of yesterday"));
        assertThat(view().status(), is("reused, for it was made of the same"));
        assertThat(view().cost(), is("Nothing was made."));
    }
}
