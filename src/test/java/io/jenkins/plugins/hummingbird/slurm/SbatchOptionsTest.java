package io.jenkins.plugins.hummingbird.slurm;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import java.util.List;
import org.junit.Test;

public class SbatchOptionsTest {
    private static String refusal(String text) {
        return assertThrows(IllegalArgumentException.class, () -> SbatchOptions.parse(text))
                .getMessage();
    }

    @Test
    public void areWords() {
        assertThat(SbatchOptions.parse(""), is(empty()));
        assertThat(
                SbatchOptions.parse(" --qos=night  --constraint=c5&$(x) --exclusive"),
                is(List.of("--qos=night", "--constraint=c5&$(x)", "--exclusive")));
    }

    @Test
    public void areLongOptionsOnly() {
        assertThat(refusal("-q night"), containsString("'-q'"));
        assertThat(refusal("--qos night"), containsString("'night'"));
        assertThat(refusal("script.sh"), containsString("'script.sh'"));
    }

    @Test
    public void doNotReplaceWhatASubmissionSets() {
        assertThat(refusal("--array=1-2"), containsString("--array is set by the plugin"));
        assertThat(refusal("--wrap=reboot"), containsString("--wrap"));
        assertThat(refusal("--out=/x"), containsString("short for --output"));
        assertThat(refusal("--mem=8G"), containsString("--mem"));
    }
}
