package io.jenkins.plugins.hummingbird.submit.board;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    public void aBarHasEachStateOnce() {
        assertThat(GroupState.leftToRight(), containsInAnyOrder(GroupState.values()));
    }

    @Test
    public void whatWasCancelledIsLookedAtBeforeWhatCompletedAndAfterWhatFailed() {
        GroupMark cancelled = new GroupMark(GroupState.CANCELLED, false);
        assertThat(new GroupMark(GroupState.COMPLETED, false).with(cancelled).state(), is(GroupState.CANCELLED));
        assertThat(cancelled.with(new GroupMark(GroupState.FAILED, false)).state(), is(GroupState.FAILED));
    }

    @Test
    public void thePagesStyleHasTheColoursAndShapesOfTheStates() throws Exception {
        String style = Files.readString(Path.of("src/main/webapp/submission.css"));
        for (GroupState state : GroupState.values()) {
            String colours = state == GroupState.WAITING
                    ? "--fill: transparent; --ink: var(--text-color);"
                    : "--fill: " + state.fill() + "; --ink: " + state.ink() + "; fill: " + state.fill() + "; }\n";
            assertThat(style, containsString("\n.hummingbird-" + state.word() + " { " + colours));
            assertThat(state.word(), shape(style, state), is(state.shape()));
        }
    }

    /** A mark is a circle unless a rule for its state says otherwise. */
    private static GroupState.Shape shape(String style, GroupState state) {
        Matcher rule = Pattern.compile("\n\\.hummingbird-mark\\.hummingbird-" + state.word() + " \\{ ([^}]*)}")
                .matcher(style);
        if (!rule.find()) {
            return GroupState.Shape.CIRCLE;
        }
        return rule.group(1).contains("clip-path: polygon") ? GroupState.Shape.DIAMOND : GroupState.Shape.SQUARE;
    }
}
