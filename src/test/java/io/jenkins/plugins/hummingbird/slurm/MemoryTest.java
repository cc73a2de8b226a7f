package io.jenkins.plugins.hummingbird.slurm;

import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.util.List;
import org.junit.Test;

/** Amounts of memory. */
public class MemoryTest {
    private static void assertMegabytes(long megabytes, String text) {
        assertEquals(text, megabytes, Memory.megabytes(text));
    }

    @Test
    public void readsUnits() {
        assertMegabytes(4096, "4G");
        assertMegabytes(4096, "4g");
        assertMegabytes(4096, "4GB");
        assertMegabytes(4096, "4GiB");
        assertMegabytes(4096, " 4 G ");
        assertMegabytes(800, "800M");
        assertMegabytes(2L * 1024 * 1024, "2T");
    }

    @Test
    public void readsANumberWithoutAUnitAsMegabytes() {
        assertMegabytes(800, "800");
    }

    @Test
    public void roundsKilobytesUp() {
        assertMegabytes(1, "1K");
        assertMegabytes(1, "1024K");
        assertMegabytes(2, "1025K");
    }

    @Test
    public void doesNotOverflow() {
        assertMegabytes(999_999_999L * 1024 * 1024, "999999999T");
    }

    @Test
    public void rejectsAnythingElseAndNamesTheAcceptedForms() {
        for (String text :
                List.of("", " ", "0", "0G", "-1G", "4X", "1.5G", "G", "four", "4G8M", "9999999999M", "4G;id")) {
            IllegalArgumentException e =
                    assertThrows(text, IllegalArgumentException.class, () -> Memory.megabytes(text));
            assertThat(e.getMessage(), containsString("'" + text + "' is not an amount of memory: write 4G"));
        }
    }
}
