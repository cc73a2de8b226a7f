package io.jenkins.plugins.hummingbird.cellprofiler.files;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Whether images that CellProfiler puts together by their order are of one group. It sorts each channel by the URLs of
 * the files ({@code ChannelFilter.DefaultOrdering} of prokaryote 2.4.4) and takes the first of each channel, the second of
 * each, and so on. Only when none of these image sets spans two groups are they the same in tasks of a group each.
 */
final class OrderOfFiles {
    private record Placed(String url, String path, FileGroup group) {}

    private final List<List<Placed>> channels = new ArrayList<>();

    OrderOfFiles(int count) {
        for (int i = 0; i < count; i++) {
            channels.add(new ArrayList<>());
        }
    }

    void add(int channel, String path, FileGroup group) {
        channels.get(channel).add(new Placed(url(path), path, group));
    }

    /** @return two files of different groups that would be in one image set; empty when there are none */
    String spanning() {
        channels.forEach(files -> files.sort(Comparator.comparing(Placed::url)));
        List<Placed> first = channels.isEmpty() ? List.of() : channels.get(0);
        for (List<Placed> other : channels) {
            for (int i = 0; i < Math.min(first.size(), other.size()); i++) {
                if (first.get(i).group() != other.get(i).group()) {
                    return first.get(i).path() + " and " + other.get(i).path();
                }
            }
        }
        return "";
    }

    /** As Python's {@code urllib.request.pathname2url} writes it, in whose order CellProfiler has its files. */
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
