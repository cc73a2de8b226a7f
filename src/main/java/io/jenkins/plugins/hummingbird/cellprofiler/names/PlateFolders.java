package io.jenkins.plugins.hummingbird.cellprofiler.names;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Records the folders of the files of each plate: the same name in several folders may belong to several plates, and folders that
 * are called like the wells may be those of wells.
 */
final class PlateFolders {
    /** The metadata key of a plate. */
    static final String PLATE = "Plate";

    /** The subfolders of a plate. */
    private static final Pattern WITHIN =
            Pattern.compile("/(?:TimePoint_|ZStep_|Images?/|Projection/|Field\\d).*|/[^/]*$", Pattern.CASE_INSENSITIVE);

    private static final int SHOWN = 3;

    private final Map<String, String> first = new HashMap<>();
    private final Map<String, String> others = new TreeMap<>();
    private long files;
    private long likeWells;
    private String firstFile = "";
    private String lastPlate = "";
    private String lastFolder = "";

    /**
     * @param plate the plate of a file; ignored if empty
     * @param well the well of the file; empty for none
     * @param path the path of the file, relative to the image folder
     */
    void add(String plate, String well, String path) {
        files++;
        likeWells += !well.isEmpty() && plate.equals(well) ? 1 : 0;
        firstFile = files == 1 ? path : firstFile;
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        if (plate.isEmpty() || plate.equals(lastPlate) && folder.equals(lastFolder)) {
            return;
        }
        lastPlate = plate;
        lastFolder = folder;
        String own = WITHIN.matcher("/" + folder).replaceFirst("");
        String known = first.putIfAbsent(plate, own);
        if (known != null && !known.equals(own)) {
            others.putIfAbsent(plate, own);
        }
    }

    /** @return sentences without a full stop */
    List<String> remarks() {
        if (files > 0 && likeWells == files) {
            return List.of(
                    "each plate is called like its well, such as that of " + firstFile + ": if these are folders of"
                            + " wells, use an expression whose group Plate matches the folder above");
        }
        return others.entrySet().stream()
                .limit(SHOWN)
                .map(other -> "files of the plate " + other.getKey() + " lie in several folders, such as ."
                        + first.get(other.getKey()) + " and ." + other.getValue()
                        + ": if these are two plates, use an expression whose group Plate matches the folder")
                .toList();
    }
}
