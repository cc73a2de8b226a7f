package io.jenkins.plugins.hummingbird.jenkins.page;

import hudson.Util;
import io.jenkins.plugins.hummingbird.operation.text.ClockTime;
import java.time.Duration;
import java.time.Instant;

/** When something was done and how long that took, for people who look at a build's page. */
public final class TimeText {
    private TimeText() {}

    /**
     * @param begun null before
     * @param ended null while it goes on
     * @return such as {@code since 2026-11-24 14:02 CET (26 min)}; empty before it started
     */
    public static String of(Instant begun, Instant ended, Instant now) {
        if (begun == null) {
            return "";
        }
        Duration length = Duration.between(begun, ended == null ? now : ended);
        String span = Util.getTimeSpanString(Math.max(0, length.toMillis()));
        return ended == null
                ? Messages.OperationAction_since(ClockTime.withZone(begun), span)
                : Messages.OperationAction_fromTo(ClockTime.withZone(begun), ClockTime.withZone(ended), span);
    }
}
