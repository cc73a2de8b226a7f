package io.jenkins.plugins.hummingbird.slurm;

import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.List;
import org.junit.Test;

/** Time limits; SlurmNotationTest holds the forms of sbatch against a real one. */
public class TimeLimitTest {
    private static void assertMinutes(long minutes, String text) {
        assertEquals(text, minutes, TimeLimit.minutes(text));
    }

    @Test
    public void readsUnits() {
        assertMinutes(240, "4h");
        assertMinutes(90, "90m");
        assertMinutes(90, "90min");
        assertMinutes(36 * 60, "1d12h");
        assertMinutes(24 * 60 + 1, "1d1m");
        assertMinutes(36 * 60, " 1D 12H ");
        assertMinutes(10 * 24 * 60, "10d");
        assertMinutes(150, "2h30m");
    }

    @Test
    public void readsTheFormsOfSbatch() {
        assertMinutes(90, "90");
        assertMinutes(90, "90:00");
        assertMinutes(240, "4:00:00");
        assertMinutes(2 * 24 * 60, "2-0");
        assertMinutes(2 * 24 * 60 + 5 * 60, "2-5");
        assertMinutes(2 * 24 * 60 + 5 * 60 + 7, "2-05:07");
        assertMinutes(2 * 24 * 60, "2-00:00:00");
    }

    @Test
    public void roundsSecondsUp() {
        assertMinutes(91, "90:01");
        assertMinutes(1, "0:01");
        assertMinutes(1, "0:0:1");
        assertMinutes(1441, "1-0:0:1");
    }

    @Test
    public void rejectsAnythingElseAndNamesTheAcceptedForms() {
        for (String text : List.of(
                "",
                " ",
                "0",
                "0h",
                "0:0",
                "-5",
                "4x",
                "h",
                "4h-",
                "1.5h",
                "four",
                "1:2:3:4",
                "1-2:3:4:5",
                "1-",
                "-",
                "UNLIMITED",
                "4h;reboot",
                "99999999999",
                "30m4h")) {
            IllegalArgumentException e =
                    assertThrows(text, IllegalArgumentException.class, () -> TimeLimit.minutes(text));
            assertThat(e.getMessage(), containsString("'" + text + "' is not a time: write 4h"));
        }
    }

    @Test
    public void doesNotOverflow() {
        assertMinutes(99_999L * 24 * 60 + 99_999L * 60 + 9_999_999L, "99999d99999h9999999m");
        assertMinutes(9_999L * 24 * 60 + 9_999_999L * 60 + 99 + 2, "9999-9999999:99:99");
    }
}
