package io.jenkins.plugins.hummingbird.operation.text;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Points in time as people read them, in the time zone of Jenkins. */
public final class ClockTime {
    private ClockTime() {}

    /** @return the time of day, such as {@code 16:40} */
    public static String ofDay(Instant time) {
        return text(time, "HH:mm");
    }

    /** @return the time of day, such as {@code 16:40}, with its date unless that is the date of the other time */
    public static String seenFrom(Instant other, Instant time) {
        return day(time).equals(day(other)) ? ofDay(time) : text(time, "yyyy-MM-dd HH:mm");
    }

    /** @return date, time and zone, such as {@code 2026-11-24 16:40 CET} */
    public static String withZone(Instant time) {
        return text(time, "yyyy-MM-dd HH:mm z");
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneId.systemDefault());
    }

    private static String text(Instant time, String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                .withZone(ZoneId.systemDefault())
                .format(time);
    }
}
