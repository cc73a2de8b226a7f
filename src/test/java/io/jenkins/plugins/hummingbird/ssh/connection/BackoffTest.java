package io.jenkins.plugins.hummingbird.ssh.connection;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

public class BackoffTest {
    private long seconds = -5;
    private final Backoff backoff = new Backoff(() -> TimeUnit.SECONDS.toNanos(seconds));

    @Test
    public void theWaitDoublesUpToTenSeconds() throws Exception {
        backoff.check();
        for (int wait : new int[] {1, 2, 4, 8, 10, 10, 10}) {
            backoff.failed(new IOException("no route"));
            seconds += wait - 1;
            assertThrows("after " + wait, IOException.class, backoff::check);
            seconds++;
            backoff.check();
        }
    }

    @Test
    public void aCallBeforeTheNextAttemptRepeatsTheLastReason() {
        backoff.failed(new IOException("no route"));
        backoff.failed(new IOException("connection refused"));
        IOException e = assertThrows(IOException.class, backoff::check);
        assertTrue(e.getMessage(), e.getMessage().startsWith("connection refused (failed 2 times in a row"));
    }

    @Test
    public void aSuccessResetsTheDelay() throws Exception {
        backoff.failed(new IOException("1"));
        backoff.failed(new IOException("2"));
        backoff.succeeded();
        backoff.check();
        backoff.failed(new IOException("3"));
        seconds++;
        backoff.check();
        assertEquals(-4, seconds);
    }
}
