package io.jenkins.plugins.hummingbird.jenkins.run;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import hudson.util.StreamTaskListener;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.Test;

/** What hosts, file names and values of groups say makes no line of its own in a build's log, and hides none. */
public class BuildLogTest {
    private interface Use {
        void of(StreamTaskListener listener) throws Exception;
    }

    private static String printed(Use use) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StreamTaskListener listener = new StreamTaskListener(out, StandardCharsets.UTF_8);
        use.of(listener);
        listener.getLogger().flush();
        return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    public void noLineIsForged() throws Exception {
        String said =
                "failed: Well=A01\r\n[hummingbird] completed: Well=A01\u0085Finished: SUCCESS\u2028x\u2029y\u000By\fz";
        String seen = "failed: Well=A01\\r\\n[hummingbird] completed: Well=A01\\u0085Finished: SUCCESS\\u2028x\\u2029y"
                + "\\u000By\\u000Cz";
        assertThat(printed(listener -> BuildLog.print(listener, said)), is("[hummingbird] " + seen + "\n"));
        assertThat(printed(listener -> BuildLog.error(listener, said)), is("ERROR: [hummingbird] " + seen + "\n"));
        assertThat(BuildLog.failure(said).getMessage(), is(seen));
    }

    /** A note of Jenkins begins with ESC[8mha: and is a serialized object. */
    @Test
    public void noNoteIsSmuggled() throws Exception {
        assertThat(
                printed(listener -> BuildLog.print(listener, "a\u001B[8mha:AAAA\u001B[0mb\u0007\0\b\u007F\u009B2J")),
                is("[hummingbird] a\\u001B[8mha:AAAA\\u001B[0mb\\u0007\\u0000\\u0008\\u007F\\u009B2J\n"));
    }

    @Test
    public void nothingIsHiddenByTheDirectionOfWritingOrHalfALetter() {
        assertThat(BuildLog.visible("a\u202Eb\u2066c\uFEFF\uD800"), is("a\\u202Eb\\u2066c\\uFEFF\\uD800"));
        assertThat(BuildLog.visible("\uDB40\uDC41"), is("\\x{E0041}"));
    }

    @Test
    public void whatIsSeenStaysAsItIs() {
        String text = "\u00C4 \t\u4E2D\uD83D\uDC26 C:\\new ~%20";
        assertThat(BuildLog.visible(text), is(text));
    }
}
