package io.jenkins.plugins.hummingbird.cellprofiler.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The file name extensions by which CellProfiler distinguishes types of images. */
final class ImageSuffixes {
    private static final Set<String> IMAGES = read("image-suffixes-4.2.8.1.txt");

    private ImageSuffixes() {}

    private static Set<String> read(String resource) {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(ImageSuffixes.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            Set<String> suffixes =
                    lines.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toSet());
            suffixes.add("");
            return suffixes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param rule a word of a rule
     * @return its extensions in lower case; null for another word
     */
    static Set<String> of(String rule) {
        return switch (rule) {
            case "isimage" -> IMAGES;
            case "istif" -> Set.of("tif", "tiff", "ome.tif", "ome.tiff");
            case "isjpeg" -> Set.of("jpg", "jpeg");
            case "ispng" -> Set.of("png");
            case "ismovie" -> Set.of("mov", "avi");
            case "isflex" -> Set.of("flex");
            default -> null;
        };
    }

    static boolean contains(Set<String> suffixes, String ending) {
        return suffixes.contains(ending.toLowerCase(Locale.ROOT));
    }
}
