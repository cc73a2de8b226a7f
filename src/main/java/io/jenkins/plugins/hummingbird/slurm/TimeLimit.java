package io.jenkins.plugins.hummingbird.slurm;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a time limit in the notation of Slurm, or with units. */
public final class TimeLimit {
    private static final Pattern UNITS =
            Pattern.compile("(?:(\\d{1,5})d)?(?:(\\d{1,5})h)?(?:(\\d{1,7})m(?:in)?)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern CLOCK = Pattern.compile("(?:(\\d{1,4})-)?(\\d{1,7})(?::(\\d{1,2}))?(?::(\\d{1,2}))?");

    private TimeLimit() {}

    /**
     * @param text {@code 4h}, {@code 90m}, {@code 1d12h}, or a form of sbatch's {@code --time}: {@code minutes},
     *     {@code minutes:seconds}, {@code hours:minutes:seconds}, {@code days-hours[:minutes[:seconds]]}
     * @return minutes, rounded up, at least 1
     * @throws IllegalArgumentException for another text; the message names the accepted forms
     */
    public static long minutes(String text) {
        String plain = text.strip().replace(" ", "");
        Matcher units = UNITS.matcher(plain);
        Matcher clock = CLOCK.matcher(plain);
        long seconds = 0;
        if (!plain.isEmpty() && units.matches()) {
            seconds = 86_400 * number(units.group(1)) + 3_600 * number(units.group(2)) + 60 * number(units.group(3));
        } else if (clock.matches()) {
            seconds = clockSeconds(clock);
        }
        if (seconds <= 0) {
            throw new IllegalArgumentException("'" + text + "' is not a time: write 4h, 90m, 1d12h or 2-00:00:00");
        }
        return (seconds + 59) / 60;
    }

    private static long clockSeconds(Matcher clock) {
        long first = number(clock.group(2));
        long second = number(clock.group(3));
        long third = number(clock.group(4));
        if (clock.group(1) != null) {
            return 86_400 * number(clock.group(1)) + 3_600 * first + 60 * second + third;
        }
        return clock.group(4) != null ? 3_600 * first + 60 * second + third : 60 * first + second;
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
