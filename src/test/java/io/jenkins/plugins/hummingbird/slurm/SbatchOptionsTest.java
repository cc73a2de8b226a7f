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
    public void mayBeWrittenAsSbatchReadsThem() {
        assertThat(
                SbatchOptions.parse("-q night --account lab -N1 -C 'c5 & ssd' --comment=\"two words\" --exclusive"),
                is(List.of(
                        "--qos=night",
                        "--account=lab",
                        "--nodes=1",
                        "--constraint=c5 & ssd",
                        "--comment=two words",
                        "--exclusive")));
        assertThat(
                SbatchOptions.parse("--nice --requeue --export=NONE --nice=7 --exclusive=user -s"),
                is(List.of("--nice", "--requeue", "--export=NONE", "--nice=7", "--exclusive=user", "--oversubscribe")));
    }

    @Test
    public void mayBeThoseOfAPluginOfSlurms() {
        assertThat(
                SbatchOptions.parse("--container-image=cp.sqsh --x_y"),
                is(List.of("--container-image=cp.sqsh", "--x_y")));
    }

    @Test
    public void areWholeOptions() {
        assertThat(refusal("script.sh"), containsString("'script.sh' is no option of sbatch"));
        assertThat(refusal("--exclusive night"), containsString("'night' is no option"));
        assertThat(refusal("-Os"), containsString("'-Os' is no option"));
        assertThat(refusal("-Z"), containsString("'-Z' is no option"));
        assertThat(refusal("--qos"), containsString("--qos lacks its value: write --qos=value"));
        assertThat(refusal("--qos --exclusive"), containsString("--qos lacks its value"));
        assertThat(refusal("--comment='a"), containsString("a quote does not end: 'a"));
        assertThat(refusal("--comment='a\u0007'"), containsString("is no option"));
    }

    @Test
    public void doNotReplaceWhatASubmissionSetsAndSayWhatDoes() {
        assertThat(refusal("--array=1-2"), containsString("--array is set by the plugin: groups are the tasks"));
        assertThat(refusal("-p gpu"), containsString("--partition is set by the plugin: give the parameter partition"));
        assertThat(refusal("-t 60"), containsString("give the parameter timeLimit"));
        assertThat(refusal("-c4"), containsString("give the parameter cpus"));
        assertThat(refusal("--mem=8G"), containsString("give the parameter memory"));
        assertThat(refusal("--wrap=reboot"), containsString("--wrap is set by the plugin"));
        assertThat(refusal("--out=/x"), containsString("short for --output"));
        assertThat(refusal("--exc=n1"), containsString("short for --exclude"));
    }
}
