package io.jenkins.plugins.hummingbird.cellprofiler.files;

import io.jenkins.plugins.hummingbird.cellprofiler.ExpressionException;
import io.jenkins.plugins.hummingbird.cellprofiler.MatchTime;
import io.jenkins.plugins.hummingbird.cellprofiler.pipeline.PipelineModule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The NamesAndTypes module: which images are which channel, and by what images of several channels are put together to
 * image sets. The settings' texts are those of CellProfiler 4.2.8.1. A single image that the module gives to all image
 * sets is named in the pipeline itself, and is no matter of files.
 */
final class ImageChannels {
    private static final String RULE = "Select the rule criteria";
    private static final Pattern DICTIONARY = Pattern.compile("\\{([^}]*)}");
    private static final Pattern ENTRY =
            Pattern.compile("u?(?:'([^']*)'|\"([^\"]*)\")\\s*:\\s*(?:None|u?(?:'([^']*)'|\"([^\"]*)\"))");

    /** A rule of null is one that is not understood. */
    private record Channel(String name, FileRule rule) {}

    private final List<Channel> channels = new ArrayList<>();
    private final List<String> singleImages = new ArrayList<>();
    private final boolean byMetadata;
    private final boolean volumes;
    /** For each join the key of each channel; a channel that is the same for all values has none. */
    private final List<Map<String, String>> joins = new ArrayList<>();

    private final int anchor;

    private final MatchTime time;

    /** @param time of all that is matched together */
    ImageChannels(PipelineModule module, MatchTime time) {
        this.time = time;
        volumes = module.has("Process as 3D?", "Yes") || module.has("Process as 3D", "Yes");
        if (module.has("Assign a name to", "Images matching rules")) {
            readAssignments(module);
        } else {
            channels.add(
                    new Channel(module.setting("Name to assign these images").orElse(""), FileRule.ANY));
        }
        byMetadata = channels.size() > 1 && module.has("Image set matching method", "Metadata");
        if (byMetadata) {
            readJoins(module.setting("Match metadata").orElse(""));
        }
        anchor = byMetadata ? findAnchor() : 0;
    }

    private void readAssignments(PipelineModule module) {
        Map<String, String> settings = new HashMap<>();
        for (Map.Entry<String, String> setting : module.settings()) {
            boolean single = setting.getKey().equals("Single image location");
            if (single || setting.getKey().equals(RULE)) {
                addChannel(settings);
                settings = new HashMap<>();
            }
            if (single) {
                singleImages.add(setting.getValue().split(" ", 2)[0]);
            }
            settings.putIfAbsent(setting.getKey(), setting.getValue());
        }
        addChannel(settings);
    }

    private void addChannel(Map<String, String> settings) {
        String rule = settings.get(RULE);
        if (rule != null) {
            boolean objects = settings.getOrDefault("Select the image type", "").equals("Objects");
            channels.add(new Channel(
                    settings.getOrDefault("Name to assign these " + (objects ? "objects" : "images"), ""),
                    FileRule.parse(rule, time).orElse(null)));
        }
    }

    /** The joins are a Python list of dictionaries, channels to keys or None. */
    private void readJoins(String text) {
        Matcher dictionary = DICTIONARY.matcher(text);
        while (dictionary.find()) {
            Map<String, String> join = new HashMap<>();
            Matcher entry = ENTRY.matcher(dictionary.group(1));
            while (entry.find()) {
                String key = entry.group(3) == null ? entry.group(4) : entry.group(3);
                if (key != null) {
                    join.put(entry.group(1) == null ? entry.group(2) : entry.group(1), key);
                }
            }
            joins.add(join);
        }
    }

    /** The first channel that has a key for all joins; the others are joined to it. */
    private int findAnchor() {
        for (int i = 0; i < channels.size(); i++) {
            String name = channels.get(i).name();
            if (joins.stream().allMatch(join -> join.containsKey(name))) {
                return i;
            }
        }
        return -1;
    }

    /** @return names, in the order of the module */
    List<String> names() {
        return channels.stream().map(Channel::name).toList();
    }

    /** @return whether images of several channels are put together by their metadata, and not by their order */
    boolean byMetadata() {
        return byMetadata;
    }

    /** @return the number of the channel that the others are joined to; -1 when there is none */
    int anchor() {
        return anchor;
    }

    /** @return the channels whose rule is not understood */
    List<String> unclear() {
        return channels.stream()
                .filter(channel -> channel.rule() == null)
                .map(Channel::name)
                .toList();
    }

    /** @return whether files may be stacks that are taken as one image */
    boolean volumes() {
        return volumes;
    }

    /** @return the URLs of single images that all image sets have */
    List<String> singleImages() {
        return singleImages;
    }

    /**
     * @return whether an image is of a channel, as far as the rule is understood
     * @throws ExpressionException when a regular expression of the rule takes too long
     */
    boolean takes(int channel, ImageFile image) {
        FileRule rule = channels.get(channel).rule();
        return rule != null && rule.takes(image);
    }

    /** @return the keys of all joins, of any channel */
    Stream<String> joinKeys() {
        return joins.stream().flatMap(join -> join.values().stream());
    }

    /** @return by which keys of its own the anchor is joined, in the order of the joins */
    List<String> anchorKeys() {
        return joins.stream().map(join -> join.get(anchorName())).toList();
    }

    /** @return whether a key of the anchor is one that others are joined by */
    boolean joinsBy(String anchorKey) {
        return joins.stream().anyMatch(join -> anchorKey.equals(join.get(anchorName())));
    }

    /**
     * By which key a channel is joined where the anchor is joined by another.
     *
     * @return the key, the same one where nothing is joined by it; empty when the channel is the same for all of its
     *     values
     */
    Optional<String> keyOf(int channel, String anchorKey) {
        return joins.stream()
                .filter(join -> anchorKey.equals(join.get(anchorName())))
                .findFirst()
                .map(join -> Optional.ofNullable(join.get(channels.get(channel).name())))
                .orElse(Optional.of(anchorKey));
    }

    private String anchorName() {
        return channels.get(anchor).name();
    }

    /** @return for each join that a channel has part in the value of an image; null where the image has none */
    List<String> joinValues(int channel, ImageFile image) {
        List<String> values = new ArrayList<>();
        for (Map<String, String> join : joins) {
            String key = join.get(channels.get(channel).name());
            if (key != null) {
                values.add(image.metadata().get(key));
            }
        }
        return values;
    }

    /** @return what an image set has for the joins that a channel has part in */
    List<String> joinValuesFor(int channel, List<String> anchorValues) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < joins.size(); i++) {
            if (joins.get(i).containsKey(channels.get(channel).name())) {
                values.add(anchorValues.get(i));
            }
        }
        return values;
    }
}
