package io.jenkins.plugins.hummingbird.submit.results;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What the listing of the output says of attempts. */
public class ListedAttemptsTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private ListedAttempts read(String... entries) throws Exception {
        Path listing = folder.getRoot().toPath().resolve("listing");
        Files.writeString(listing, String.join("\0", entries) + "\0");
        return ListedAttempts.read(listing, List.of("W1/s.0.0", "W2/s.0.0"));
    }

    @Test
    public void filesThatAreOnlyInS3CountAsThoseThatAreThere() throws Exception {
        ListedAttempts attempts = read(
                "done\t2\t7\tW1/s.0.0",
                "url\ts3://lab/W 1/ü\tW1/s.0.0",
                "done\t1\t5\tW2/s.0.0",
                "1764000000.5\t3\tW1/s.0.0\there.csv",
                "s3\t1764000000.5\t4\tW1/s.0.0\tthere.csv",
                "1764000000.5\t4\tW2/s.0.0\ta.csv");
        assertThat(attempts.isWhole("W1/s.0.0"), is(true));
        assertThat(attempts.url("W1/s.0.0"), is("s3://lab/W 1/ü"));
        assertThat(attempts.isWhole("W2/s.0.0"), is(false));
        assertThat(
                attempts.difference("W2/s.0.0"),
                is("1 files of 5 bytes were published, and 1 of 4 bytes are there now"));
        assertThat(attempts.url("W2/s.0.0"), is(""));
    }

    @Test
    public void whatWasNotAskedForIsNotTaken() throws Exception {
        ListedAttempts attempts = read("done\t1\t1\tW3/s.0.0", "url\ts3://lab/x\tW3/s.0.0", "gone\t0\t0\tW2/s.0.0");
        assertThat(attempts.url("W3/s.0.0"), is(""));
        assertThat(attempts.isGone("W3/s.0.0"), is(true));
        assertThat(attempts.isGone("W2/s.0.0"), is(true));
    }

    @Test
    public void anEntryThatIsNoneIsRefused() {
        for (String entry : List.of(
                "url\thttps://lab/x\tW1/s.0.0",
                "url\ts3://lab/a\u001Bb\tW1/s.0.0",
                "url\ts3://lab/x",
                "url\ts3://lab/x\tW1",
                "url\ts3://" + "x".repeat(2001) + "\tW1/s.0.0",
                "s3\tx\t4\tW1/s.0.0\ta",
                "s4\t1764000000.5\t4\tW1/s.0.0\ta",
                "done\t1\tW1/s.0.0")) {
            assertThat(
                    assertThrows(OperationException.class, () -> read(entry)).getMessage(),
                    containsString("which says of no file what it is"));
        }
    }
}
