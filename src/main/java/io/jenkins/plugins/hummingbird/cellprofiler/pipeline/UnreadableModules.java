package io.jenkins.plugins.hummingbird.cellprofiler.pipeline;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Modules at which CellProfiler 4.2.8.1 stops reading a pipeline, as far as known without it: those that reject their
 * own settings, enabled or not.
 */
final class UnreadableModules {
    private static final String COUNTS = "setting-counts-4.2.8.1.txt";
    private static final int OLD_SAVE_IMAGES = 11;
    private static final int FORMAT = 10;
    private static final Set<String> UNSUPPORTED_FORMATS = Set.of("bmp", "mat");

    /** The allowed numbers of settings. */
    private record Count(int least, int step) {
        boolean allows(int number) {
            return number >= least && (number - least) % step == 0;
        }
    }

    /** By the module's name, a blank, and the revision of its settings. */
    private static final Map<String, Count> ALLOWED = read();

    private UnreadableModules() {}

    private static Map<String, Count> read() {
        Map<String, Count> counts = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(UnreadableModules.class.getResourceAsStream(COUNTS), StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] words = line.split(" ");
                counts.put(
                        words[0] + " " + words[1], new Count(Integer.parseInt(words[2]), Integer.parseInt(words[3])));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return counts;
    }

    /** @return the message of CellProfiler when it stops at the module; empty if it is not known to stop */
    static String at(PipelineModule module) {
        List<String> values =
                module.settings().stream().map(Map.Entry::getValue).toList();
        if (module.name().equals("SaveImages") && module.revision() == OLD_SAVE_IMAGES && values.size() > FORMAT) {
            if (values.get(0).equals("Objects")) {
                return "Unsupported image type: Objects. Use ConvertObjectsToImage to create an image.";
            }
            if (UNSUPPORTED_FORMATS.contains(values.get(FORMAT))) {
                return "Unsupported file format: " + values.get(FORMAT);
            }
        }
        Count count = ALLOWED.get(module.name() + " " + module.revision());
        if (count != null && !count.allows(values.size())) {
            return "Invalid # of settings (" + values.size() + "): some are missing";
        }
        return "";
    }
}
