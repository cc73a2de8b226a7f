package io.jenkins.plugins.hummingbird.emulator;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/** What is to happen to the next requests that match. */
final class S3Fault {
    enum Kind {
        REFUSED,
        CUT,
        ANSWER_LOST,
        HELD
    }

    /** What a refused request gets. */
    record Refusal(int status, String code, String message, Map<String, String> headers) {}

    private final Predicate<S3Request> which;
    private final Kind kind;

    /** Null but for {@link Kind#REFUSED}. */
    private final Refusal refusal;

    /** Of the body, before the connection breaks. */
    private final long bytes;

    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private int times;

    S3Fault(Predicate<S3Request> which, int times, Kind kind, Refusal refusal, long bytes) {
        this.which = which;
        this.times = times;
        this.kind = kind;
        this.refusal = refusal;
        this.bytes = bytes;
    }

    /** @return whether it happens to this request; counted */
    synchronized boolean takes(S3Request request) {
        if (times == 0 || !which.test(request)) {
            return false;
        }
        if (times != Integer.MAX_VALUE) {
            times--;
        }
        return true;
    }

    Kind kind() {
        return kind;
    }

    Refusal refusal() {
        return refusal;
    }

    long bytes() {
        return bytes;
    }

    CountDownLatch arrived() {
        return arrived;
    }

    CountDownLatch released() {
        return released;
    }
}
