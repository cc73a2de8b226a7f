package io.jenkins.plugins.hummingbird.ssh.command;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.operation.Limits;
import io.jenkins.plugins.hummingbird.ssh.Command;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.Test;

public class MarkedOutputTest {
    private final CommandLine line = new CommandLine(Command.of("id"));
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final int[] calls = {0};
    private final MarkedOutput output = new MarkedOutput(line, received, () -> calls[0]++);

    private String marked(String before, String content, String after) {
        return before + text(line.begin()) + content + text(line.end()) + "7:" + after;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void write(String text, int size) throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at += size) {
            output.write(bytes, at, Math.min(size, bytes.length - at));
        }
    }

    private void check(String expected, String before) throws Exception {
        assertThat(received.toString(StandardCharsets.UTF_8), is(expected));
        assertThat(output.before(), is(before));
        assertThat(output.complete(), is(true));
        assertThat(output.code(), is(7));
        assertThat(calls[0], is(1));
    }

    @Test
    public void theOutputIsWhatIsBetweenTheMarks() throws Exception {
        write(marked("Welcome!\n\u001b]0;title\u0007", "a\nhumming", "bye\n"), 1000);
        check("a\nhumming", "Welcome!\n\u001b]0;title\u0007");
    }

    @Test
    public void marksMayArriveInPieces() throws Exception {
        String mark = text(line.begin());
        String almost = mark.substring(0, mark.length() - 1);
        write(marked(almost, "h hu " + text(line.end()).substring(0, 40), "x".repeat(100)), 3);
        check("h hu " + text(line.end()).substring(0, 40), almost);
    }

    @Test
    public void theOutputMayBeEmpty() throws Exception {
        write(marked("", "", ""), 1);
        check("", "");
    }

    @Test
    public void withoutAMarkTheCommandWasNotStarted() throws Exception {
        write("This account is not available. humming", 7);
        assertThat(output.begun(), is(false));
        assertThat(output.before(), is("This account is not available. humming"));
        assertThat(received.size(), is(0));
    }

    @Test
    public void theStartOfAGreetingIsKeptAndATooLongOneReported() throws Exception {
        write("x".repeat(Limits.GREETING), 1 << 20);
        assertThat(output.greetingTooLong(), is(false));
        assertThat(output.before().length(), is(2000));
        write("x".repeat(1000), 1 << 20);
        assertThat(output.greetingTooLong(), is(true));
        assertThat(calls[0], is(1));
    }
}
