package io.jenkins.plugins.hummingbird.operation.text;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.Test;

public class WordingTest {
    @Test
    public void onlyOneIsSingular() {
        assertThat(Wording.count(0, "image set"), is("0 image sets"));
        assertThat(Wording.count(1, "image set"), is("1 image set"));
        assertThat(Wording.isOrAre(1), is("is"));
        assertThat(Wording.isOrAre(0), is("are"));
        assertThat(Wording.count(2_000_000_000_000L, "image set"), is("2000000000000 image sets"));
    }

    @Test
    public void aSentenceLosesOneFullStopAtItsEnd() {
        assertThat(Wording.withoutFullStop("Use a.tif."), is("Use a.tif"));
        assertThat(Wording.withoutFullStop("Use a.tif"), is("Use a.tif"));
        assertThat(Wording.withoutFullStop(""), is(""));
    }
}
