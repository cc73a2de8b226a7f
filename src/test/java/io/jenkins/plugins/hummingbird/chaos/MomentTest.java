package io.jenkins.plugins.hummingbird.chaos;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.util.Arrays;
import java.util.List;
import org.junit.Test;

public class MomentTest {
    @Test
    public void theMomentsAreThePhasesInTheirOrderAndTheEnd() {
        List<String> moments = Arrays.stream(Moment.values()).map(Enum::name).toList();
        List<String> phases =
                Arrays.stream(SubmitPhase.values()).map(Enum::name).toList();
        assertThat(moments.subList(0, moments.size() - 1), is(phases));
        assertThat(moments.get(moments.size() - 1), is("END"));
    }
}
