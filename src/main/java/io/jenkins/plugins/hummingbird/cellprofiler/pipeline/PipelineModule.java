package io.jenkins.plugins.hummingbird.cellprofiler.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A module of a CellProfiler pipeline.
 *
 * @param number its position in the file, from 1: the number that CellProfiler logs, regardless of {@code module_num}
 * @param name its name, such as {@code LoadData}
 * @param enabled whether it is enabled
 * @param revision the revision of its settings, which determines their order; 0 if the file does not contain it
 * @param settings its settings in the order of the file: a name such as {@code Group images by metadata?} and its value
 */
public record PipelineModule(
        int number, String name, boolean enabled, int revision, List<Map.Entry<String, String>> settings) {
    /**
     * @param text the name of the setting, without the colon
     * @return the value of the first setting with that name
     */
    public Optional<String> setting(String text) {
        return settings.stream()
                .filter(setting -> setting.getKey().equals(text))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** @return the values of all settings with that name */
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
