package io.jenkins.plugins.hummingbird.submit.headnode;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.cellprofiler.Finding;
import java.util.List;
import org.junit.Test;

/** What is said about figures of df. */
public class FreeSpaceTest {
    private static final long GIB = 1L << 30;

    private static List<Finding> findings(Object bytes, Object free, Object files, Object freeFiles) {
        return FreeSpace.findings("/shared/out", " " + bytes + "  " + free + " " + files + " " + freeFiles);
    }

    private static void assertOnly(List<Finding> findings, Finding.Severity severity, String text) {
        assertThat(findings.toString(), findings, hasSize(1));
        assertThat(findings.get(0).severity(), is(severity));
        assertThat(findings.get(0).text(), containsString(text));
        assertThat(findings.get(0).text(), containsString("under output (/shared/out): make room there"));
    }

    @Test
    public void enoughIsNotWorthAWord() {
        assertThat(findings(20 * GIB, GIB, 1_000_000, 10_000), is(empty()));
        assertThat("as Amazon EFS says", findings("9223372036853727232", "9223372036853727232", 0, 0), is(empty()));
    }

    @Test
    public void littleIsAWarning() {
        assertOnly(
                findings(2 * GIB, GIB - 1, 1_000_000, 10_000),
                Finding.Severity.WARNING,
                "only 1.00 GiB (49 %) are free");
        assertOnly(
                findings(1000 * GIB, 49 * GIB, 1_000_000, 10_000),
                Finding.Severity.WARNING,
                "only 49.00 GiB (4 %) are free");
        assertOnly(findings(20 * GIB, GIB, 1_000_000, 9_999), Finding.Severity.WARNING, "only 9999 more files");
    }

    @Test
    public void nothingIsAnError() {
        assertOnly(findings(20 * GIB, 0, 1_000_000, 10_000), Finding.Severity.ERROR, "no space is left");
        assertOnly(findings(20 * GIB, GIB, 1_000_000, 0), Finding.Severity.ERROR, "no inode is left");
    }

    @Test
    public void whatIsNotCountedIsNotJudged() {
        assertThat(findings(20 * GIB, GIB, "-", "-"), is(empty()));
        assertThat(findings(0, 0, 0, 0), is(empty()));
        assertThat(findings("-", "-", "-", "-"), is(empty()));
        assertThat(FreeSpace.findings("/shared/out", ""), is(empty()));
        assertThat(FreeSpace.findings("/shared/out", "99999999999999999999 1"), is(empty()));
    }
}
