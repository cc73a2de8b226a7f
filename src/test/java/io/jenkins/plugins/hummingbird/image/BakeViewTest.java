package io.jenkins.plugins.hummingbird.image;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.hummingbird.image.state.BakePhase;
import io.jenkins.plugins.hummingbird.image.state.BakeRequest;
import io.jenkins.plugins.hummingbird.operation.StateFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class BakeViewTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Bake bake = bake();

    private static Bake bake() {
        BakeRequest request = new BakeRequest();
        request.name = "cells {date}";
        request.aws.region = "eu-central-1";
        return new Bake("bake-seen", request, Instant.now());
    }

    private BakeView view() {
        return new BakeView(bake);
    }

    /** Gives the bake an instance, in a phase. */
    private void launched(BakePhase phase) throws Exception {
        bake.state().image.name = "cells 20261124";
        bake.state().instance.id = "i-1";
        change(">READ_INPUTS</phase>", ">" + phase + "</phase>");
    }

    /** Lets the bake have ended well, with a result. */
    private void ended(Map<String, ?> result) throws Exception {
        StringBuilder entries = new StringBuilder();
        result.forEach((key, value) -> {
            String type = value instanceof Boolean ? "boolean" : "string";
            entries.append("<entry><string>" + key + "</string><" + type + ">" + value + "</" + type + "></entry>");
        });
        change(
                "</io.jenkins.plugins.hummingbird.image.Bake>",
                "<outcome><kind>DONE</kind><message></message><result>" + entries + "</result></outcome>"
                        + "</io.jenkins.plugins.hummingbird.image.Bake>");
    }

    /** Reads the bake from its state file, in which a text is replaced by another. */
    private void change(String text, String other) throws Exception {
        Path place = folder.newFolder().toPath();
        new StateFile(place).write(bake);
        Path file = place.resolve("operation.xml");
        String saved = Files.readString(file);
        assertThat(saved, containsString(text));
        Files.writeString(file, saved.replace(text, other));
        bake = (Bake) new StateFile(place).read();
    }

    @Test
    public void aBakeThatHasNotBegunIsKnownByWhatWasAskedFor() throws Exception {
        assertThat(view().title(), is("AMI cells {date}"));
        assertThat(view().status(), is("reads its inputs"));
        assertThat(view().machines(), is(empty()));
        assertThat(view().cost(), is(""));
    }

    @Test
    public void theInstanceRunsUntilItIsStopped() throws Exception {
        launched(BakePhase.RUN_RECIPE);
        assertThat(view().title(), is("AMI cells 20261124"));
        assertThat(view().status(), is("runs the recipe"));
        assertThat(view().facts(), hasEntry("instance", "i-1"));
        assertThat(view().cost(), is("1 m5.large runs until the bake ends."));
        bake = bake();
        launched(BakePhase.WAIT_FOR_IMAGE);
        assertThat(view().machines(), is(empty()));
        assertThat(view().facts(), not(hasKey("instance")));
    }

    @Test
    public void whatStaysOfAnAmiIsItsSnapshot() throws Exception {
        launched(BakePhase.PUBLISH_IMAGE);
        bake.state().image.snapshotIds.add("snap-1");
        bake.state().base.gib = 40;
        ended(Map.of("imageId", "ami-1", "name", "cells 20261124", "region", "eu-central-1", "reused", false));
        assertThat(view().status(), is("finished"));
        assertThat(view().facts(), hasEntry("image", "ami-1"));
        assertThat(
                view().cost(),
                is("No instance runs. Stored until the AMI is removed: its snapshot of a disk of 40 GiB."));
    }

    @Test
    public void anAmiThatIsReusedMadeNothing() throws Exception {
        ended(Map.of("imageId", "ami-0", "name", "cells of yesterday", "reused", true));
        assertThat(view().title(), is("AMI cells of yesterday"));
        assertThat(view().status(), is("reused: built from identical inputs"));
        assertThat(view().cost(), is("Nothing was created."));
    }
}
