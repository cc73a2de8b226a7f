package io.jenkins.plugins.hummingbird.cellprofiler.files;

import io.jenkins.plugins.hummingbird.cellprofiler.ExpressionException;
import io.jenkins.plugins.hummingbird.cellprofiler.ExpressionTimeLimit;
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
 * The NamesAndTypes module: which images belong to which channel, and how images of several channels are matched to
 * image sets. The names of settings are those of CellProfiler 4.2.8.1. A single image that the module adds to all image
 * sets is named in the pipeline itself and is not one of the files.
 */
final class ImageChannels {
    private static final String RULE = "Select the rule criteria";
    private static final Pattern DICTIONARY = Pattern.compile("\\{([^}]*)}");
    private static final Pattern ENTRY =
            Pattern.compile("u?(?:'([^']*)'|\"([^\"]*)\")\\s*:\\s*(?:None|u?(?:'([^']*)'|\"([^\"]*)\"))");

    /** The rule is null if it is not understood. */
    private record Channel(String name, FileRule rule) {}

    private final List<Channel> channels = new ArrayList<>();
    private final List<String> singleImages = new ArrayList<>();
    private final boolean byMetadata;
    private final boolean volumes;
    /** For each join the key of each channel; no key for a channel that matches all values. */
    private final List<Map<String, String>> joins = new ArrayList<>();

    private final int anchor;

    private final ExpressionTimeLimit time;

    /** @param time the time limit of all expressions */
    ImageChannels(PipelineModule module, ExpressionTimeLimit time) {
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

    /** The joins are a Python list of dictionaries from channels to keys or None. */
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

    /** Returns the first channel with a key for all joins, to which the others are joined. */
    private int findAnchor() {
        for (int i = 0; i < channels.size(); i++) {
            String name = channels.get(i).name();
            if (joins.stream().allMatch(join -> join.containsKey(name))) {
                return i;
            }
        }
        return -1;
    }

    /** @return the names of the channels, in the order of the module */
    List<String> names() {
        return channels.stream().map(Channel::name).toList();
    }

    /** @return whether images of several channels are matched by metadata, and not by order */
    boolean byMetadata() {
        return byMetadata;
    }

    /** @return the index of the channel that the others are joined to; -1 for none */
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

    /** @return whether a file may be a stack that is processed as one image */
    boolean volumes() {
        return volumes;
    }

    /** @return the URLs of single images that all image sets have */
    List<String> singleImages() {
        return singleImages;
    }

    /**
     * @return whether an image belongs to a channel; false if the rule is not understood
     * @throws ExpressionException if a regular expression of the rule takes too long
     */
    boolean takes(int channel, ImageFile image) {
        FileRule rule = channels.get(channel).rule();
        return rule != null && rule.takes(image);
    }

    /** @return the keys of all joins and channels */
    Stream<String> joinKeys() {
        return joins.stream().flatMap(join -> join.values().stream());
    }

    /** @return the keys of the anchor, in the order of the joins */
    List<String> anchorKeys() {
        return joins.stream().map(join -> join.get(anchorName())).toList();
    }

    /** @return whether other channels are joined by a key of the anchor */
    boolean joinsBy(String anchorKey) {
        return joins.stream().anyMatch(join -> anchorKey.equals(join.get(anchorName())));
    }

    /**
     * Returns the key of a channel that is joined to a key of the anchor.
     *
     * @return the key; the same key if nothing is joined by it; empty if the channel matches all of its values
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

    /** @return the values of an image for the joins of its channel; null for a value that the image lacks */
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

    /** @return the values of an image set for the joins of a channel */
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
