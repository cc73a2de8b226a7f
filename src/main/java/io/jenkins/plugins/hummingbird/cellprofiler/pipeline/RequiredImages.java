package io.jenkins.plugins.hummingbird.cellprofiler.pipeline;

import io.jenkins.plugins.hummingbird.cellprofiler.table.ImageColumns;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The images that a pipeline requires and does not create: an image table must provide them. If CellProfiler has read
 * the pipeline, they are what it reports; otherwise those that modules of 4.2.8.1 always require, unless a setting of
 * another module could be their name.
 */
public final class RequiredImages {
    private static final String SETTINGS = "image-settings-4.2.8.1.txt";
    private static final Set<String> NO_NAMES = Set.of("", "None", "Do not use", "Leave blank");

    /** By the module's name, a blank, and the revision of its settings: the settings that name a required image. */
    private static final Map<String, Set<String>> REQUIRED = read();

    /** The first module that uses an image, by the image's name. */
    private final Map<String, String> images = new LinkedHashMap<>();

    /** @param reading CellProfiler's reading of the pipeline; empty if it is not available */
    public RequiredImages(Pipeline pipeline, Optional<PipelineReading> reading) {
        if (reading.isPresent()) {
            reading.get().images().forEach(image -> images.putIfAbsent(image.text(), image.place()));
        } else {
            find(pipeline);
        }
    }

    private static Map<String, Set<String>> read() {
        Map<String, Set<String>> required = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(RequiredImages.class.getResourceAsStream(SETTINGS), StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] parts = line.split("\t", 2);
                required.computeIfAbsent(parts[0], module -> new HashSet<>()).add(parts[1]);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return required;
    }

    private void find(Pipeline pipeline) {
        Set<String> others = new HashSet<>();
        for (PipelineModule module : pipeline.modules()) {
            Set<String> texts = REQUIRED.getOrDefault(module.name() + " " + module.revision(), Set.of());
            for (Map.Entry<String, String> setting : module.settings()) {
                if (!module.enabled() || module.name().equals("LoadData")) {
                    continue;
                }
                if (!texts.contains(setting.getKey())) {
                    others.add(setting.getValue());
                    continue;
                }
                for (String name : setting.getValue().split(",")) {
                    images.putIfAbsent(name.strip(), "module " + module.number() + ", " + module.name());
                }
            }
        }
        images.keySet().removeAll(others);
        images.keySet().removeAll(NO_NAMES);
    }

    /** @return the names, in the order of the modules that use them first */
    public Set<String> names() {
        return images.keySet();
    }

    /**
     * @param columns the columns of the image table
     * @throws OperationException if the table does not provide all of them; the message lists both
     */
    public void check(List<String> columns) throws OperationException {
        List<String> given = ImageColumns.names(columns);
        List<String> missing = images.entrySet().stream()
                .filter(image -> !given.contains(image.getKey()))
                .map(image -> image.getKey() + " (" + image.getValue() + ")")
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        throw new OperationException("The pipeline works on images that the image table does not give: "
                + String.join(", ", missing) + ". The table gives "
                + (given.isEmpty() ? "no image (FileName_X or URL_X)" : String.join(", ", given))
                + ". Say which is which by channels, such as channels: '" + mapping(columns)
                + "', or correct the table or the pipeline.");
    }

    /**
     * @param columns as above
     * @return channels that might be those that are missing, such as {@code DNA=w1,Actin=w2}; empty if none is missing
     */
    public String mapping(List<String> columns) {
        List<String> given = ImageColumns.names(columns);
        List<String> unused = new ArrayList<>(
                given.stream().filter(name -> !images.containsKey(name)).toList());
        return images.keySet().stream()
                .filter(name -> !given.contains(name))
                .limit(Math.max(1, unused.size()))
                .map(name -> name + "=" + (unused.isEmpty() ? "w1" : unused.remove(0)))
                .collect(Collectors.joining(","));
    }
}
