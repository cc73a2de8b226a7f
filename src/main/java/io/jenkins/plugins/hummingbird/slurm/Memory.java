package io.jenkins.plugins.hummingbird.slurm;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an amount of memory in the notation of Slurm. */
public final class Memory {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*([KMGT]?)(?:i?B)?", Pattern.CASE_INSENSITIVE);

    private Memory() {}

    /**
     * @param text a number with K, M, G or T; without a unit it is megabytes, as for sbatch's {@code --mem}
     * @return megabytes of 1,048,576 bytes, rounded up, at least 1
     * @throws IllegalArgumentException for another text; the message names the accepted forms
     */
    public static long megabytes(String text) {
        Matcher size = SIZE.matcher(text.strip());
        long number = size.matches() ? Long.parseLong(size.group(1)) : 0;
        if (number == 0) {
            throw new IllegalArgumentException("'" + text + "' is not an amount of memory: write 4G or 800M");
        }
        return switch (size.group(2).toUpperCase(Locale.ROOT)) {
            case "K" -> (number + 1023) / 1024;
            case "G" -> number * 1024;
            case "T" -> number * 1024 * 1024;
            default -> number;
        };
    }
}
