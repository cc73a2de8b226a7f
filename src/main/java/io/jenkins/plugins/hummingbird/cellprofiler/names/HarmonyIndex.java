package io.jenkins.plugins.hummingbird.cellprofiler.names;

import io.jenkins.plugins.hummingbird.cellprofiler.Examples;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The index of the images of one measurement, written by Harmony, the software of Opera Phenix and Operetta; see
 * docs/image-patterns.md. An image is identified by the last part of its URL: its file name, which contains well,
 * field, plane, channel and time point.
 */
public final class HarmonyIndex {
    /** The metadata keys of {@link #details}. */
    static final List<String> DETAILS = List.of("PlateName", "PositionX", "PositionY");

    private static final class Image {
        final String location;
        final String channel;
        final String x;
        final String y;
        boolean present;

        Image(String location, String channel, String x, String y) {
            this.location = location;
            this.channel = channel;
            this.x = x;
            this.y = y;
        }
    }

    private final String folder;
    private final String plate;
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Image> images = new LinkedHashMap<>();
    private final Set<String> flawedLocations = new HashSet<>();
    private final Examples flawed = new Examples();
    private final Examples unlisted = new Examples();
    /** The names of channels by number; sorted, so that names do not depend on the order of images. */
    private final Map<String, String> called = new TreeMap<>();

    private Map<String, String> channels;

    /**
     * @param path the path of the index, relative to the image folder
     * @param plate the name of the plate; may be empty
     */
    HarmonyIndex(String path, String plate) {
        folder = HarmonyIndexFiles.folder(path);
        this.plate = plate;
    }

    /** Sets the name of a channel unless an image names it; empty for none. */
    void nameChannel(String channel, String name) {
        if (called.getOrDefault(channel, "").isEmpty()) {
            called.put(channel, name);
        }
    }

    /** @param image the elements of an image and their texts */
    void add(Map<String, String> image) {
        String location = once(String.join(
                " ",
                image.getOrDefault("Row", ""),
                image.getOrDefault("Col", ""),
                image.getOrDefault("FieldID", ""),
                image.getOrDefault("PlaneID", ""),
                image.getOrDefault("TimepointID", "")));
        String channel = once(image.getOrDefault("ChannelID", ""));
        if (!channel.isEmpty()) {
            nameChannel(channel, once(image.getOrDefault("ChannelName", "")));
        }
        String url = image.getOrDefault("URL", "");
        String name = url.substring(Math.max(url.lastIndexOf('/'), url.lastIndexOf('\\')) + 1);
        String state = image.getOrDefault("State", "Ok");
        if (!state.equalsIgnoreCase("Ok")) {
            flawedLocations.add(location);
            flawed.add(folder + (name.isEmpty() ? image.getOrDefault("id", "an image") : name) + " (" + state + ")");
        }
        if (!name.isEmpty()) {
            images.put(
                    name,
                    new Image(
                            location,
                            channel,
                            once(image.getOrDefault("PositionX", "")),
                            once(image.getOrDefault("PositionY", ""))));
        }
    }

    private String once(String text) {
        return texts.computeIfAbsent(text, t -> t);
    }

    private Image image(String path) {
        return images.get(path.substring(path.lastIndexOf('/') + 1));
    }

    /**
     * Records that a file exists.
     *
     * @return false if it is part of an image set with a flawed image
     */
    boolean take(String path) {
        Image image = image(path);
        if (image == null) {
            unlisted.add(path);
            return true;
        }
        image.present = true;
        return !flawedLocations.contains(image.location);
    }

    /**
     * @param text the channel in the file name, such as {@code ch1}
     * @return the name of a file's channel; by the number in its name if the index does not contain the file
     */
    String channel(String path, String text) {
        Image image = image(path);
        return names().getOrDefault(image == null ? text.substring("ch".length()) : image.channel, text);
    }

    /** @return the values of {@link #DETAILS} for a file; positions in metres from the center of the well */
    List<String> details(String path) {
        Image image = image(path);
        return image == null ? List.of(plate, "", "") : List.of(plate, image.x, image.y);
    }

    private Map<String, String> names() {
        if (channels == null) {
            channels = ChannelNames.of(called);
        }
        return channels;
    }

    /** @return the names of the channels, as a text for messages */
    public String channelNames() {
        return names().entrySet().stream()
                .map(channel -> "ch" + channel.getKey() + " is " + channel.getValue())
                .collect(Collectors.joining(", "));
    }

    /** Adds the images without a file, except those in image sets with a flawed image. */
    public void addMissing(Examples missing) {
        images.forEach((name, image) -> {
            if (!image.present && !flawedLocations.contains(image.location)) {
                missing.add(folder + name);
            }
        });
    }

    /** @return the images whose state is not Ok, with their states */
    public Examples flawed() {
        return flawed;
    }

    /** @return the image files in its folder that the index does not contain */
    public Examples unlisted() {
        return unlisted;
    }
}
