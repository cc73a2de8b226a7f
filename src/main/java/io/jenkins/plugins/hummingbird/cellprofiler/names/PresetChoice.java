package io.jenkins.plugins.hummingbird.cellprofiler.names;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the preset of {@link ImagePattern} that explains the names below an image folder. All of them are tried on a sample
 * of the names; those that may do make the table of all names, one after the other, as one such table is all that memory
 * is meant for.
 */
public final class PresetChoice {
    /** In place of a preset's name: the one that fits the names. */
    public static final String AUTO = "auto";

    private static final String TABLE = "preset-table-";
    private static final int SHOWN = 3;

    /** Of a sample: chance must not exclude a preset that explains enough of all names. */
    private static final int LEAST_PERCENT_OF_SAMPLE = 90;

    private final List<String> presets;

    /** Of all presets. */
    public PresetChoice() {
        this(different());
    }

    /** @param presets in order of preference: names, or expressions */
    PresetChoice(List<String> presets) {
        this.presets = presets;
    }

    /**
     * What is found.
     *
     * @param preset its name
     * @param matched how many names of images it explains
     * @param images how many there are
     */
    public record Found(String preset, long matched, long images) {}

    /** @return whether a text stands for the preset that fits */
    public static boolean isAuto(String text) {
        return text.strip().equalsIgnoreCase(AUTO);
    }

    /** Of presets that match the same names the first: OperaPhenix, which reads the index where there is one. */
    private static List<String> different() {
        Map<String, String> byExpression = new LinkedHashMap<>();
        for (ImagePreset preset : ImagePreset.values()) {
            byExpression.putIfAbsent(preset.expression(), preset.toString());
        }
        return List.copyOf(byExpression.values());
    }

    /** @return the presets that match one path, relative to the image folder */
    public static List<String> matching(String path) throws OperationException {
        List<String> matching = new ArrayList<>();
        for (String preset : different()) {
            if (new ImagePattern(preset).match(path) != null) {
                matching.add(preset);
            }
        }
        return matching;
    }

    /**
     * Finds the preset that explains most of some names of a list that is not complete, and at least 95 % of them. Whether
     * image sets are complete cannot be told of a part.
     *
     * @param names relative to the image folder
     * @throws OperationException when no preset explains so many, or several explain as many and read
     *     different things in them
     */
    public static String ofPart(List<String> names) throws OperationException {
        List<String> images =
                names.stream().filter(ImageNames::countsForPresets).toList();
        if (images.isEmpty()) {
            throw new OperationException("No preset of imagePattern can be found: none of the first " + names.size()
                    + " files is called like an image, such as .tif. Correct images, or give an expression as"
                    + " imagePattern.");
        }
        List<PresetFit> fits = new ArrayList<>();
        for (String preset : different()) {
            fits.add(PresetFit.ofSample(preset, images));
        }
        fits.sort(Comparator.comparing(PresetFit::fits)
                .thenComparing(PresetFit::share)
                .reversed());
        PresetFit best = fits.get(0);
        if (!best.fits()) {
            throw new OperationException("No preset of imagePattern fits the first " + images.size() + " images. "
                    + words(fits) + " Give a regular expression as imagePattern, or name a preset.");
        }
        List<String> others = new ArrayList<>();
        for (PresetFit fit : fits.subList(1, fits.size())) {
            if (fit.fits() && fit.matched() == best.matched() && !readAlike(best.name(), fit.name(), images)) {
                others.add(fit.name());
            }
        }
        if (!others.isEmpty()) {
            throw new OperationException("Several presets of imagePattern fit the first " + images.size()
                    + " images equally well, and read different things in them: " + best.name() + ", "
                    + String.join(", ", others) + ". Give the one that is meant as imagePattern.");
        }
        return best.name();
    }

    /** Why the best of them do not fit. */
    private static String words(List<PresetFit> fits) throws OperationException {
        PresetFit best = fits.get(0);
        if (best.matched() > 0 || !best.refusal().isEmpty()) {
            return fits.stream().limit(SHOWN).map(PresetFit::words).collect(Collectors.joining(" "));
        }
        String name = best.unexplained();
        String tif = name.replaceFirst("\\.[^./]*\\z", ".tif");
        List<String> asTif = ImagePreset.isCommon(tif) ? List.of() : matching(tif);
        return "None matches any of them, such as " + name + "."
                + (asTif.isEmpty() ? "" : " With the ending .tif it would match " + asTif.get(0) + ".");
    }

    private static boolean readAlike(String preset, String other, List<String> images) throws OperationException {
        ImagePattern one = new ImagePattern(preset);
        ImagePattern two = new ImagePattern(other);
        for (String path : images) {
            Matcher match = one.match(path);
            Matcher ofOther = two.match(path);
            if (match == null
                    ? ofOther != null
                    : ofOther == null || !one.found(match).equals(two.found(ofOther))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Finds the preset that explains most names of images, and at least 95 % of them, with complete image sets.
     *
     * @param images the image folder, see {@link ImagePattern#write}
     * @param scratch a folder for tables that are compared; they are removed again
     * @throws OperationException when no preset explains so many, or several explain as many and make different tables of
     *     them
     */
    public Found find(NameList names, String images, Path scratch) throws IOException, OperationException {
        NameSample sample = new NameSample(names);
        if (sample.total() == 0) {
            throw new OperationException("No preset of imagePattern can be found: no file below " + images
                    + " is called like an image, such as .tif. Correct images, or give an expression as imagePattern.");
        }
        List<PresetFit> fits = new ArrayList<>();
        try {
            for (String preset : presets) {
                PresetFit fit = PresetFit.ofSample(preset, sample.names());
                if (fit.refusal().isEmpty() && fit.explains(LEAST_PERCENT_OF_SAMPLE)) {
                    Path table = scratch.resolve(TABLE + fits.size());
                    Files.deleteIfExists(table);
                    fit = PresetFit.ofAll(preset, names, images, table);
                }
                fits.add(fit);
            }
            // stable: the first of those that fit equally well is the one that is preferred
            fits.sort(Comparator.comparing(PresetFit::fits)
                    .thenComparing(PresetFit::share)
                    .reversed());
            return choose(fits, images, sample.total());
        } finally {
            for (int i = 0; i < presets.size(); i++) {
                Files.deleteIfExists(scratch.resolve(TABLE + i));
            }
        }
    }

    private static Found choose(List<PresetFit> fits, String images, long total)
            throws IOException, OperationException {
        PresetFit best = fits.get(0);
        if (!best.fits()) {
            throw new OperationException("No preset of imagePattern fits the names of the " + total + " images below "
                    + images + ": at least " + PresetFit.LEAST_PERCENT + " % have to match, with complete image sets. "
                    + words(fits)
                    + " Give a regular expression as imagePattern: docs/image-patterns.md of Hummingbird says how; or"
                    + " name a preset, and what does not match is left out.");
        }
        Set<String> others = new TreeSet<>();
        for (PresetFit fit : fits.subList(1, fits.size())) {
            if (fit.fits() && fit.matched() == best.matched() && !fit.isLike(best)) {
                others.add(fit.name());
            }
        }
        if (!others.isEmpty()) {
            throw new OperationException("Several presets of imagePattern fit the names of the images below " + images
                    + " equally well, and make different tables of them: "
                    + Stream.concat(Stream.of(best.name()), others.stream()).collect(Collectors.joining(", "))
                    + ". Give the one that is meant, such as imagePattern: '" + best.name() + "'.");
        }
        return new Found(best.name(), best.matched(), best.looked());
    }
}
