package io.jenkins.plugins.hummingbird.cellprofiler.table;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The columns that provide images to LoadData: {@code FileName_X} or {@code URL_X} provides the image X. */
public final class ImageColumns {
    private static final Pattern IMAGE = Pattern.compile("(?:Image_)?(?:FileName|URL)_(.+)", Pattern.DOTALL);

    private ImageColumns() {}

    /** @return the names of the images, each once, in the order of the columns */
    public static List<String> names(List<String> columns) {
        return columns.stream()
                .map(IMAGE::matcher)
                .filter(Matcher::matches)
                .map(match -> match.group(1))
                .distinct()
                .toList();
    }
}
