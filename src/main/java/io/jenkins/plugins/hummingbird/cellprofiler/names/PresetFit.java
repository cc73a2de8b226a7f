package io.jenkins.plugins.hummingbird.cellprofiler.names;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * How well a preset explains names.
 *
 * @param name the preset's
 * @param matched how many names it matches
 * @param looked how many names were matched with it
 * @param unexplained one of the others; empty for none
 * @param refusal why no table can be made of the names; empty when one can be made, or when that was not tried
 * @param table the table of the names; null when none was made
 */
record PresetFit(String name, long matched, long looked, String unexplained, String refusal, Path table) {
    /** The part of the names, in percent, that a preset has to explain. */
    static final int LEAST_PERCENT = 95;

    /** Matches a sample, so that few presets are tried on all names. */
    static PresetFit ofSample(String name, List<String> sample) throws OperationException {
        ImagePattern pattern = new ImagePattern(name);
        long matched = 0;
        String unexplained = "";
        String refusal = "";
        boolean common = ImagePreset.named(name).isPresent();
        for (String path : sample) {
            try {
                if (pattern.match(path) != null) {
                    matched++;
                    common &= ImagePreset.isCommon(path);
                } else if (unexplained.isEmpty()) {
                    unexplained = path;
                }
            } catch (OperationException e) {
                refusal = e.getMessage();
                break;
            }
        }
        if (common && matched > 0) {
            refusal = "these names have nothing but a well, and what is before it may be a channel as well as a plate:"
                    + " if it is the plate, give imagePattern: '" + name + "'.";
        }
        return new PresetFit(name, matched, sample.size(), unexplained, refusal, null);
    }

    /**
     * Makes the table of all names.
     *
     * @param images the image folder
     * @param table where the table is written, unless it is refused or an index of the microscope has a say in it
     */
    static PresetFit ofAll(String name, NameList names, String images, Path table)
            throws IOException, OperationException {
        ImagePattern pattern = new ImagePattern(name);
        long[] looked = new long[1];
        boolean[] indexed = new boolean[1];
        String refusal = "";
        try {
            names.read(path -> {
                indexed[0] |= pattern.readsIndex() && HarmonyIndexFiles.isIndex(path);
                if (ImageNames.countsForPresets(path)) {
                    looked[0]++;
                    pattern.add(path);
                }
            });
            if (!indexed[0]) {
                pattern.write(images, table);
            }
        } catch (OperationException e) {
            refusal = e.getMessage();
        }
        return new PresetFit(
                name,
                looked[0] - pattern.unmatchedCount(),
                looked[0],
                pattern.unmatched().stream().findFirst().orElse(""),
                refusal,
                Files.exists(table) ? table : null);
    }

    /** @return whether it matches as many percent of the names, or more */
    boolean explains(int percent) {
        return looked > 0 && matched * 100 >= percent * looked;
    }

    /** @return whether it may be chosen */
    boolean fits() {
        return explains(LEAST_PERCENT) && refusal.isEmpty();
    }

    /** @return the part of the names that it matches */
    double share() {
        return looked == 0 ? 0 : (double) matched / looked;
    }

    /** @return the same in words, such as {@code 99.5 %}; never more than it is */
    String percent() {
        return String.format(Locale.ROOT, "%.1f", Math.floor(share() * 1000) / 10)
                        .replaceFirst("\\.0$", "") + " %";
    }

    /** @return whether both give one table, byte for byte: the same keys, channels, and files in each image set */
    boolean isLike(PresetFit other) throws IOException {
        return table != null && other.table != null && Files.mismatch(table, other.table) < 0;
    }

    /** @return a sentence */
    String words() {
        return name + " matches " + percent()
                + (unexplained.isEmpty() ? "" : ", but not " + unexplained)
                + (refusal.isEmpty() ? "." : "; but: " + refusal);
    }
}
