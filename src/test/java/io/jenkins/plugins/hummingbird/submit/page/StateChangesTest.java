package io.jenkins.plugins.hummingbird.submit.page;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import org.junit.Test;

public class StateChangesTest {
    private final StateChanges changes = new StateChanges("k7");

    @Test
    public void oneWhoKnowsNothingIsToldAll() {
        StateChanges.Answer answer = changes.observe("wwwcccF", null);
        assertThat(answer.states(), is("3w3c1F"));
        assertThat(answer.changes(), is(nullValue()));
    }

    @Test
    public void oneWhoKnowsAVersionIsToldWhatChangedSince() {
        String first = changes.observe("wwww", "").version();
        String second = changes.observe("wrww", first).version();
        StateChanges.Answer answer = changes.observe("wcrw", first);
        assertThat(answer.states(), is(nullValue()));
        assertThat(answer.changes(), is("2c 3r"));
        assertThat(changes.observe("wcrw", second).changes(), is("2c 3r"));
        assertThat(changes.observe("wcrw", answer.version()).changes(), is(""));
    }

    @Test
    public void aVersionIsAnotherOneOnlyWhenSomethingChanged() {
        String first = changes.observe("ww", null).version();
        assertThat(changes.observe("ww", first).version(), is(first));
        assertThat(changes.observe("wc", first).version(), is(not(first)));
    }

    @Test
    public void aVersionOfAnotherProcessCountsForNothing() {
        changes.observe("ww", null);
        for (String version : new String[] {"j2-1", "k7-99", "k7--1", "k7-", "k7-x", "1"}) {
            assertThat(version, changes.observe("wc", version).states(), is("1w1c"));
        }
    }

    @Test
    public void groupsThatBecomeKnownAreAllTold() {
        String before = changes.observe("", null).version();
        assertThat(changes.observe("ww", before).changes(), is("1w 2w"));
    }
}
