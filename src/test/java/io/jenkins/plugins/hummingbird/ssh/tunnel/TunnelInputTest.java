package io.jenkins.plugins.hummingbird.ssh.tunnel;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;

import java.io.IOException;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.Test;

/** Why a connection through a tunnel ended. */
public class TunnelInputTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final TunnelInput input = new TunnelInput();
    private final IOException brokenPipe = new IOException("Broken pipe");

    @Test
    public void aWriteThatFailsFirstLearnsTheReasonThatArrivesLater() {
        CompletableFuture<Throwable> reason = input.reasonFor(brokenPipe, LONG);
        assertThat(reason.isDone(), is(false));
        input.onClose(null, 1011, "no answer from the instance");
        assertThat(reason.join().getMessage(), containsString("no answer from the instance"));
        assertThat(input.reasonFor(brokenPipe, LONG).join(), sameInstance(reason.join()));
    }

    @Test
    public void aWriteSaysItsOwnFailureWhereThePeerGivesNoReason() {
        assertThat(input.reasonFor(brokenPipe, Duration.ZERO).join(), sameInstance(brokenPipe));
        CompletableFuture<Throwable> reason = input.reasonFor(brokenPipe, LONG);
        input.onClose(null, WebSocket.NORMAL_CLOSURE, "");
        assertThat(reason.join(), sameInstance(brokenPipe));
    }

    @Test
    public void theFirstReasonCounts() {
        input.onClose(null, 1011, "no answer from the instance");
        input.onError(null, new IOException("closed input"));
        assertThat(
                input.reasonFor(brokenPipe, LONG).join().getMessage(), containsString("no answer from the instance"));
    }
}
