package io.jenkins.plugins.hummingbird.cellprofiler.names;

import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.Patience;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.Map;
import org.junit.Test;

/** The result of matching a pattern against a path in the form. */
public class PatternPreviewTest {
    private static String complaint(String expression, String path) {
        return assertThrows(OperationException.class, () -> PatternPreview.of(expression, path))
                .getMessage();
    }

    @Test
    public void returnsTheValuesOfGroupsAsInTheTable() throws Exception {
        assertEquals(
                Map.of("Plate", "P1", "Well", "A01", "Site", "2", "Channel", "w3"),
                PatternPreview.of("ImageXpress", "P1_A01_s2_w3.tif"));
        assertEquals(
                "DAPI",
                PatternPreview.of("INCell", "A - 1(fld 01 wv DAPI - DAPI).tif").get("Channel"));
        assertEquals(
                "A01",
                PatternPreview.of("INCell", "A - 1(fld 01 wv DAPI - DAPI).tif").get("Well"));
    }

    @Test
    public void reportsWhyNothingMatches() {
        assertThat(complaint("(?<Channel>w1)", "/images/a.tif"), containsString("do not begin with a slash"));
        assertThat(complaint("(?<Channel>w1)", "a.tif"), containsString("No part of it matches"));
        assertThat(complaint("(?<Channel>w1)", "a_w1.tif"), containsString("only this part of it: w1."));
        assertThat(complaint("a(?<Channel>w1)?", "a"), containsString("takes nothing"));
        assertThat(complaint("(?<Channel>w1", "a"), containsString("imagePattern is no regular expression"));
    }

    @Test(timeout = 1000 * Patience.SECONDS)
    public void anExpressionThatTakesYearsIsGivenUp() {
        String path = "a".repeat(200) + "!";
        assertThat(complaint("(a*)".repeat(9) + "(?<Channel>b)", path), containsString("takes more than 2 s"));
    }

    @Test
    public void anExpressionThatOverflowsTheStackIsReported() {
        assertThat(complaint("(?<Channel>(a|b)*)", "ab".repeat(100_000)), containsString("repeats a group too often"));
    }
}
