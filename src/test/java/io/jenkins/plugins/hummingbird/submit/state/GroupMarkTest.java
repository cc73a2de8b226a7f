package io.jenkins.plugins.hummingbird.submit.state;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.Test;

/** The letters by which pages and pictures tell the states of groups apart. */
public class GroupMarkTest {
    @Test
    public void eachStateHasALetterOfItsOwnAndIsReadBack() {
        Set<Character> letters = new HashSet<>();
        for (GroupState state : GroupState.values()) {
            for (boolean retried : new boolean[] {false, true}) {
                GroupMark mark = new GroupMark(state, retried);
                assertThat(mark.words(), GroupMark.of(mark.letter()), is(mark));
                assertThat(mark.words(), letters.add(mark.letter()), is(true));
            }
            assertThat(state.word(), GroupState.of(state.letter()), is(state));
        }
    }

    @Test
    public void whatWasCancelledIsLookedAtBeforeWhatCompletedAndAfterWhatFailed() {
        GroupMark cancelled = new GroupMark(GroupState.CANCELLED, false);
        assertThat(new GroupMark(GroupState.COMPLETED, false).with(cancelled).state(), is(GroupState.CANCELLED));
        assertThat(cancelled.with(new GroupMark(GroupState.FAILED, false)).state(), is(GroupState.FAILED));
    }

    @Test
    public void thePagesScriptAndStyleKnowEachState() throws Exception {
        String words = Files.readString(Path.of("src/main/webapp/elements.js"));
        String looks = Files.readString(Path.of("src/main/webapp/submission.css"));
        for (GroupState state : GroupState.values()) {
            assertThat(words, containsString("\"" + state.word() + "\""));
            assertThat(looks, containsString(".hummingbird-" + state.word() + " {"));
        }
    }
}
