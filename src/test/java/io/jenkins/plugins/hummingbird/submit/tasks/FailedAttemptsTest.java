package io.jenkins.plugins.hummingbird.submit.tasks;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.startsWith;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class FailedAttemptsTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Path folder() {
        return temporary.getRoot().toPath();
    }

    private static FailedAttempt attempt(int group, int round, String tail) {
        return new FailedAttempt(group, round, "exit \\ \"1\"", "/shared/\tlog", tail);
    }

    @Test
    public void whatIsKeptIsReadAsItWas() throws Exception {
        assertThat(FailedAttempts.read(folder(), 1), is(empty()));
        FailedAttempt first = attempt(1, 0, "a line\n\ta 'second' \\n, with \u00fc\n");
        FailedAttempt second = attempt(1, 1, "");
        FailedAttempts.append(folder(), List.of(attempt(11, 0, "another group"), second));
        FailedAttempts.append(folder(), List.of(first));
        assertThat(FailedAttempts.read(folder(), 1), contains(first, second));
    }

    @Test
    public void aMoveThatIsMadeAgainAfterHalfALineChangesNothing() throws Exception {
        FailedAttempts.append(folder(), List.of(attempt(1, 0, "the first time")));
        Files.writeString(folder().resolve("failed-attempts"), "2\t0\thalf \\", StandardOpenOption.APPEND);
        FailedAttempts.append(folder(), List.of(attempt(1, 0, "again"), attempt(2, 0, "whole")));
        assertThat(FailedAttempts.read(folder(), 1), contains(attempt(1, 0, "again")));
        assertThat(FailedAttempts.read(folder(), 2), contains(attempt(2, 0, "whole")));
    }

    @Test
    public void aTailIsOfWholeLinesAndPrintable() {
        assertThat(FailedAttempts.tail("short\r\nlog\u001b[0m\n\n"), is("short\nlog\uFFFD[0m"));
        String tail = FailedAttempts.tail("cut line\n" + "0123456789\n".repeat(1000));
        assertThat(tail.length(), is(lessThanOrEqualTo(4000)));
        assertThat(tail, startsWith("0123456789\n"));
    }
}
