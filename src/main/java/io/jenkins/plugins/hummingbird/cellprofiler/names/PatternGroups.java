package io.jenkins.plugins.hummingbird.cellprofiler.names;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/** The named groups of an {@link ImagePattern}: which of them are metadata, and their values in a name. */
final class PatternGroups {
    private final Optional<ImagePreset> preset;
    private final NamedGroups groups;
    /** For each key, and the channel, its groups; the first group with a value is used. */
    private final Map<String, List<String>> candidates = new LinkedHashMap<>();

    /**
     * @param text the user's text, for messages
     * @throws OperationException if there is no named group, or one whose name must be a mistake
     */
    PatternGroups(Optional<ImagePreset> preset, NamedGroups groups, String text) throws OperationException {
        this.preset = preset;
        this.groups = groups;
        List<String> names = groups.names();
        if (names.isEmpty()) {
            throw new OperationException(
                    "imagePattern needs named groups, such as (?<Well>...) and (?<Channel>...); it has"
                            + " none, and is not the name of a preset: " + ImagePreset.names() + ". It is " + text);
        }
        for (String name : names) {
            if (name.equalsIgnoreCase(ImagePattern.CHANNEL) && !name.equals(ImagePattern.CHANNEL)) {
                throw new OperationException("imagePattern has a group (?<" + name
                        + ">...); the group for the channel must be named (?<Channel>...)");
            }
        }
        boolean several = preset.isPresent();
        names.stream()
                .filter(name -> !several || !isOther(name, names))
                .forEach(name -> candidates.put(
                        name,
                        several
                                ? Stream.of(name + 2, name + 3, name)
                                        .filter(names::contains)
                                        .toList()
                                : List.of(name)));
    }

    private static boolean isOther(String name, List<String> names) {
        return name.matches(".*[23]") && names.contains(name.substring(0, name.length() - 1));
    }

    /** @return the metadata keys, in the order of the expression */
    List<String> keys() {
        return candidates.keySet().stream()
                .filter(name -> !name.equals(ImagePattern.CHANNEL))
                .toList();
    }

    /** @return the value of a key; empty for none */
    String text(Matcher match, String key) {
        for (String place : candidates.get(key)) {
            String text = groups.text(match, place);
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    /** @return the channel in a name, or the only channel if names may lack it; else empty */
    String channel(Matcher match) {
        String text = candidates.containsKey(ImagePattern.CHANNEL) ? text(match, ImagePattern.CHANNEL) : "";
        if (!text.isEmpty() || candidates.containsKey(ImagePattern.CHANNEL) && preset.isEmpty()) {
            return text;
        }
        return preset.map(ImagePreset::oneChannel).orElse(ImagePattern.ONE_CHANNEL);
    }

    /** @return the metadata of a match, without groups that did not participate, and the channel */
    Map<String, String> found(Matcher match) {
        Map<String, String> all = groups.found(match);
        Map<String, String> found = new LinkedHashMap<>();
        candidates.forEach((name, others) -> {
            if (others.stream().anyMatch(all::containsKey)) {
                found.put(name, text(match, name));
            }
        });
        found.put(ImagePattern.CHANNEL, channel(match));
        return found;
    }
}
