package io.jenkins.plugins.hummingbird.cellprofiler.names;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/** The named groups of an {@link ImagePattern}: which of them are metadata, and what they take of a name. */
final class PatternGroups {
    private final Optional<ImagePreset> preset;
    private final NamedGroups groups;
    /** For each key, and the channel, the groups that may take it; the first that takes something counts. */
    private final Map<String, List<String>> places = new LinkedHashMap<>();

    /**
     * @param text what the user gave, for messages
     * @throws OperationException when there is none at all, or one whose name can only be a mistake
     */
    PatternGroups(Optional<ImagePreset> preset, NamedGroups groups, String text) throws OperationException {
        this.preset = preset;
        this.groups = groups;
        List<String> names = groups.names();
        if (names.isEmpty()) {
            throw new OperationException(
                    "imagePattern needs named groups, such as (?<Well>...) and (?<Channel>...); it has"
                            + " none, and it is none of the presets, which are " + ImagePreset.names() + ": " + text);
        }
        for (String name : names) {
            if (name.equalsIgnoreCase(ImagePattern.CHANNEL) && !name.equals(ImagePattern.CHANNEL)) {
                throw new OperationException("imagePattern has a group (?<" + name
                        + ">...); the one that tells the channels apart is called (?<Channel>...)");
            }
        }
        boolean several = preset.isPresent();
        names.stream()
                .filter(name -> !several || !isOther(name, names))
                .forEach(name -> places.put(
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
        return places.keySet().stream()
                .filter(name -> !name.equals(ImagePattern.CHANNEL))
                .toList();
    }

    /** @return what a match has for a key; empty when it has nothing */
    String text(Matcher match, String key) {
        for (String place : places.get(key)) {
            String text = groups.text(match, place);
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    /** @return the channel as it stands in a name; that of a name without one where there may be such; else empty */
    String channel(Matcher match) {
        String text = places.containsKey(ImagePattern.CHANNEL) ? text(match, ImagePattern.CHANNEL) : "";
        if (!text.isEmpty() || places.containsKey(ImagePattern.CHANNEL) && preset.isEmpty()) {
            return text;
        }
        return preset.map(ImagePreset::oneChannel).orElse(ImagePattern.ONE_CHANNEL);
    }

    /** @return what a match says of its file: the metadata, without what took no part, and the channel */
    Map<String, String> found(Matcher match) {
        Map<String, String> all = groups.found(match);
        Map<String, String> found = new LinkedHashMap<>();
        places.forEach((name, others) -> {
            if (others.stream().anyMatch(all::containsKey)) {
                found.put(name, text(match, name));
            }
        });
        found.put(ImagePattern.CHANNEL, channel(match));
        return found;
    }
}
