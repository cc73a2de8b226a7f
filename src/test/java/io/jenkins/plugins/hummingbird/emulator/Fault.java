package io.jenkins.plugins.hummingbird.emulator;

import java.time.Duration;

/**
 * What is to happen to the next calls of an action.
 *
 * @param status of the answer to a refused call
 */
record Fault(String action, int times, Kind kind, int status, String code, String message, Duration delay) {
    enum Kind {
        REFUSED,
        ANSWER_LOST,
        LATE
    }

    Fault once() {
        int left = times == Integer.MAX_VALUE ? times : times - 1;
        return new Fault(action, left, kind, status, code, message, delay);
    }
}
