package io.jenkins.plugins.hummingbird.aws;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.exception.SdkException;

/** What is cached of a provider without a cache, and for how long. */
public class BriefCredentialsTest {
    private int asked;

    private final MovedClock clock = new MovedClock();

    private final BriefCredentials credentials =
            new BriefCredentials(() -> AwsBasicCredentials.create("key-" + ++asked, "secret"), clock);

    @Test
    public void asksTheSourceAgainAfterFiveMinutes() {
        assertEquals("key-1", credentials.resolveCredentials().accessKeyId());
        clock.now = clock.now.plus(Duration.ofMinutes(5));
        assertEquals("key-1", credentials.resolveCredentials().accessKeyId());
        clock.now = clock.now.plus(Duration.ofSeconds(1));
        assertEquals("key-2", credentials.resolveCredentials().accessKeyId());
    }

    @Test
    public void asksTheSourceAgainWhenTheClockWasSetBack() {
        credentials.resolveCredentials();
        clock.now = clock.now.minus(Duration.ofHours(1));
        assertEquals("key-2", credentials.resolveCredentials().accessKeyId());
        assertEquals("key-2", credentials.resolveCredentials().accessKeyId());
    }

    @Test
    public void asksTheSourceAgainAfterTheMachineSlept() {
        credentials.resolveCredentials();
        clock.now = clock.now.plus(Duration.ofHours(9));
        assertEquals("key-2", credentials.resolveCredentials().accessKeyId());
    }

    @Test
    public void asksASourceWithoutAKeyEachTime() {
        BriefCredentials none = new BriefCredentials(
                () -> {
                    asked++;
                    return null;
                },
                clock);
        assertThrows(SdkException.class, none::resolveCredentials);
        assertThrows(SdkException.class, none::resolveCredentials);
        assertEquals(2, asked);
    }

    private static final class MovedClock extends Clock {
        private Instant now = Instant.parse("2026-08-15T12:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
