package io.jenkins.plugins.hummingbird.cellprofiler.names;

import io.jenkins.plugins.hummingbird.cellprofiler.Findings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What Harmony, the software of Opera Phenix and Operetta, has written about the images of one measurement; see
 * docs/image-patterns.md. An image is known by the last part of its URL, which is its file's name and tells well, field,
 * plane, channel and moment.
 */
public final class HarmonyIndex {
    /** The metadata keys of {@link #details}. */
    static final List<String> DETAILS = List.of("PlateName", "PositionX", "PositionY");

    private static final class Image {
        final String place;
        final String channel;
        final String x;
        final String y;
        boolean there;

        Image(String place, String channel, String x, String y) {
            this.place = place;
            this.channel = channel;
            this.x = x;
            this.y = y;
        }
    }

    private final String folder;
    private final String plate;
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Image> images = new LinkedHashMap<>();
    private final Set<String> flawedPlaces = new HashSet<>();
    private final Findings flawed = new Findings();
    private final Findings unlisted = new Findings();
    /** What the channels are called, by number; sorted, so that names do not depend on the order of images. */
    private final Map<String, String> called = new TreeMap<>();

    private Map<String, String> channels;

    /**
     * @param path of the index, relative to the image folder
     * @param plate its name; may be empty
     */
    HarmonyIndex(String path, String plate) {
        folder = IndexFolders.folder(path);
        this.plate = plate;
    }

    /** Takes what a channel is called where no image says so itself; an empty text is no name. */
    void call(String channel, String name) {
        if (called.getOrDefault(channel, "").isEmpty()) {
            called.put(channel, name);
        }
    }

    /** @param image the elements of an image with their texts */
    void add(Map<String, String> image) {
        String place = once(String.join(
                " ",
                image.getOrDefault("Row", ""),
                image.getOrDefault("Col", ""),
                image.getOrDefault("FieldID", ""),
                image.getOrDefault("PlaneID", ""),
                image.getOrDefault("TimepointID", "")));
        String channel = once(image.getOrDefault("ChannelID", ""));
        if (!channel.isEmpty()) {
            call(channel, once(image.getOrDefault("ChannelName", "")));
        }
        String url = image.getOrDefault("URL", "");
        String name = url.substring(Math.max(url.lastIndexOf('/'), url.lastIndexOf('\\')) + 1);
        String state = image.getOrDefault("State", "Ok");
        if (!state.equalsIgnoreCase("Ok")) {
            flawedPlaces.add(place);
            flawed.add(folder + (name.isEmpty() ? image.getOrDefault("id", "an image") : name) + " (" + state + ")");
        }
        if (!name.isEmpty()) {
            images.put(
                    name,
                    new Image(
                            place,
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
     * Notes that a file is there.
     *
     * @return whether it is part of an image set of which the index says nothing ill
     */
    boolean take(String path) {
        Image image = image(path);
        if (image == null) {
            unlisted.add(path);
            return true;
        }
        image.there = true;
        return !flawedPlaces.contains(image.place);
    }

    /**
     * @param text what the file's name says, such as {@code ch1}
     * @return the name of a file's channel; by the number in its own name where the index does not have the file
     */
    String channel(String path, String text) {
        Image image = image(path);
        return names().getOrDefault(image == null ? text.substring("ch".length()) : image.channel, text);
    }

    /** @return the values of {@link #DETAILS} for a file; positions in metres from the middle of the well */
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

    /** @return which channel has which name: a text for people */
    public String channelNames() {
        return names().entrySet().stream()
                .map(channel -> "ch" + channel.getKey() + " is " + channel.getValue())
                .collect(Collectors.joining(", "));
    }

    /** Adds the images that are not among the files, those left out that the index itself calls flawed. */
    public void addMissing(Findings missing) {
        images.forEach((name, image) -> {
            if (!image.there && !flawedPlaces.contains(image.place)) {
                missing.add(folder + name);
            }
        });
    }

    /** @return the images whose state is another than Ok, each with it */
    public Findings flawed() {
        return flawed;
    }

    /** @return the image files below its folder that it does not name */
    public Findings unlisted() {
        return unlisted;
    }
}
