package io.jenkins.plugins.hummingbird.cellprofiler.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A module of a CellProfiler pipeline.
 *
 * @param number its place in the file, from 1: the number that CellProfiler logs, whatever {@code module_num} says
 * @param name its name, such as {@code LoadData}
 * @param enabled whether it runs
 * @param revision of its settings, by which CellProfiler knows their order; 0 when the file does not say
 * @param settings its settings in the order of the file: a text such as {@code Group images by metadata?} and its value
 */
public record PipelineModule(
        int number, String name, boolean enabled, int revision, List<Map.Entry<String, String>> settings) {
    /**
     * @param text the setting's text, without the colon
     * @return the value of the first setting of that text
     */
    public Optional<String> setting(String text) {
        return settings.stream()
                .filter(setting -> setting.getKey().equals(text))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** @return the values of all settings of that text */
    List<String> settings(String text) {
        return settings.stream()
                .filter(setting -> setting.getKey().equals(text))
                .map(Map.Entry::getValue)
                .toList();
    }

    public boolean has(String text, String value) {
        return settings.contains(Map.entry(text, value));
    }
}
