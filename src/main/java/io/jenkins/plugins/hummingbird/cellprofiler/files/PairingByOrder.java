package io.jenkins.plugins.hummingbird.cellprofiler.files;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Checks whether images that CellProfiler matches by order are in the same group. It sorts each channel by the URLs of
 * the files ({@code ChannelFilter.DefaultOrdering} of prokaryote 2.4.4) and matches the first of each channel, the
 * second of each, and so on. The image sets are the same in tasks of one group each only if none of them spans two
 * groups.
 */
final class PairingByOrder {
    private record Entry(String url, String path, FileGroup group) {}

    private final List<List<Entry>> channels = new ArrayList<>();

    PairingByOrder(int count) {
        for (int i = 0; i < count; i++) {
            channels.add(new ArrayList<>());
        }
    }

    void add(int channel, String path, FileGroup group) {
        channels.get(channel).add(new Entry(url(path), path, group));
    }

    /** @return two files of different groups that would be in one image set; empty for none */
    String spanning() {
        channels.forEach(files -> files.sort(Comparator.comparing(Entry::url)));
        List<Entry> first = channels.isEmpty() ? List.of() : channels.get(0);
        for (List<Entry> other : channels) {
            for (int i = 0; i < Math.min(first.size(), other.size()); i++) {
                if (first.get(i).group() != other.get(i).group()) {
                    return first.get(i).path() + " and " + other.get(i).path();
                }
            }
        }
        return "";
    }

    /**
     * Returns the URL as Python's {@code urllib.request.pathname2url} encodes it, by which CellProfiler sorts files.
     */
    static String url(String path) {
        StringBuilder url = null;
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            char c = (char) (bytes[i] & 0xff);
            boolean plain =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "/_.-~".indexOf(c) >= 0;
            if (url == null && !plain) {
                url = new StringBuilder(path.substring(0, i));
            }
            if (url != null) {
                url.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
            }
        }
        return url == null ? path : url.toString();
    }
}
