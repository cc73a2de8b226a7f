package io.jenkins.plugins.hummingbird.cellprofiler.names;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which files are called like images. */
public final class ImageNames {
    private static final Set<String> EXTENSIONS = Set.of(
            "tif", "tiff", "png", "jpg", "jpeg", "bmp", "dib", "gif", "flex", "nd2", "czi", "lif", "lsm", "stk", "zvi",
            "vsi", "c01", "npy", "h5", "mov", "avi");

    /** MetaXpress writes one beside each image: {@code P_A01_s1_w1_thumb<GUID>.tif}. */
    private static final Pattern THUMBNAIL = Pattern.compile("_thumb[^/]*\\z", Pattern.CASE_INSENSITIVE);

    private ImageNames() {}

    /**
     * @param path a path, or a name
     * @return whether its extension is that of a format of images or movies
     */
    public static boolean isImage(String path) {
        int dot = path.lastIndexOf('.');
        return dot >= 0 && EXTENSIONS.contains(path.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    /** @return whether it is called like an image and not like a thumbnail: such a name a preset should explain */
    static boolean countsForPresets(String path) {
        return isImage(path) && !THUMBNAIL.matcher(path).find();
    }
}
