package io.jenkins.plugins.hummingbird.chaos;

import io.jenkins.plugins.hummingbird.operation.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables of a plate as a task has merged them of what {@code src/local/chaos.d/cellprofiler} writes. */
final class TableFiles {
    private static final String IMAGES = "Count_Cells,ImageNumber,Metadata_Execution,Metadata_Plate,Metadata_Well";
    private static final String CELLS = "ImageNumber,ObjectNumber,AreaShape_Area";

    private final Path folder;

    /** @param folder the results of the task, to which a link leads */
    TableFiles(Path folder) {
        this.folder = folder;
    }

    /** @return the SHA-256 of each file as its manifest says it, by its name */
    Map<String, String> digests() throws IOException {
        Map<String, String> digests = new LinkedHashMap<>();
        List<String> lines = Files.readAllLines(folder.resolve("manifest.tsv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split("\t", -1);
            digests.put(fields[2], fields[6]);
        }
        return digests;
    }

    /** @return the groups of the rows of the table of images, in their order, counted from 1 */
    List<Integer> groups() throws IOException {
        List<Integer> groups = new ArrayList<>();
        for (String[] row : images()) {
            groups.add(Submitted.group(row[4]));
        }
        return groups;
    }

    private List<String[]> images() throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("Image.csv"));
        return lines.subList(1, lines.size()).stream()
                .map(line -> line.split(",", -1))
                .toList();
    }

    /** @return what is wrong with them; null for nothing */
    String fault(String plate, TablesPlan plan, Journal journal) throws IOException {
        String fault = faultOfProof();
        fault = fault != null ? fault : faultOfDigests();
        return fault != null ? fault : faultOfRows(plate, plan, journal);
    }

    private String faultOfProof() throws IOException {
        String proof = Files.readString(folder.resolveSibling(folder.getFileName() + ".done"))
                .strip();
        Map<String, Long> sizes = FileSizes.of(folder);
        long bytes = sizes.values().stream().mapToLong(Long::longValue).sum();
        return proof.endsWith(" " + sizes.size() + " " + bytes)
                ? null
                : "its proof says " + proof + ", and there are " + sizes;
    }

    private String faultOfDigests() throws IOException {
        Map<String, String> digests = digests();
        if (!digests.keySet().containsAll(List.of("Image.csv", "Cells.csv"))) {
            return "manifest.tsv has only " + digests.keySet();
        }
        for (Map.Entry<String, String> file : digests.entrySet()) {
            String digest = new Sha256()
                    .add(Files.readAllBytes(folder.resolve(file.getKey())))
                    .hex();
            if (!digest.equals(file.getValue())) {
                return file + " is in manifest.tsv, and the file has the SHA-256 " + digest;
            }
        }
        return null;
    }

    /** Each image has the number that it has in the whole, and what an execution of its group has written. */
    private String faultOfRows(String plate, TablesPlan plan, Journal journal) throws IOException {
        List<String> expected = new ArrayList<>(List.of(IMAGES));
        List<String> cells = new ArrayList<>(List.of(CELLS));
        for (String[] row : images()) {
            String well = row[4];
            int group = Submitted.group(well);
            String id = row[2];
            boolean written = journal.all().stream()
                    .anyMatch(execution -> execution.id().equals(id)
                            && execution.succeeded()
                            && execution.group().equals(well));
            if (!written || !plan.plate(group).equals(plate)) {
                return "of " + well + " no execution " + id + " has succeeded on " + plate;
            }
            expected.add(String.join(",", "" + TablesPlan.cells(group), "" + group, id, plate, well));
            for (int cell = 1; cell <= TablesPlan.cells(group); cell++) {
                cells.add(group + "," + cell + "," + cell + ".5");
            }
        }
        String fault = faultOf("Image.csv", expected);
        return fault != null ? fault : faultOf("Cells.csv", cells);
    }

    private String faultOf(String name, List<String> expected) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve(name));
        return lines.equals(expected) ? null : name + " is " + lines + " and not " + expected;
    }
}
