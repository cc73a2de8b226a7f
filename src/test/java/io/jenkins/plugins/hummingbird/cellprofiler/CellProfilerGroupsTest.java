package io.jenkins.plugins.hummingbird.cellprofiler;

import static org.junit.Assert.assertEquals;

import io.jenkins.plugins.hummingbird.cellprofiler.table.GroupedTable;
import io.jenkins.plugins.hummingbird.cellprofiler.table.Grouping;
import io.jenkins.plugins.hummingbird.cellprofiler.table.ImageTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Compares the order of groups with that of a real CellProfiler's LoadData. */
public class CellProfilerGroupsTest {
    private static final List<String> KEYS =
            List.of("Int", "Float", "Text", "Well_Column", "WellColumn", "Col_2", "Big", "WellRow");
    /** LoadData combines it from WellRow and the last of the columns, WellColumn. */
    private static final String MADE = "Well";

    /** Prints, for each table and key, the row of the first image set of each group, counted from 0. */
    private static final String PROGRAM = String.join(
            "\n",
            "import os, sys",
            "import cellprofiler_core.preferences",
            "cellprofiler_core.preferences.set_headless()",
            "from cellprofiler_core.measurement import Measurements",
            "from cellprofiler_core.modules.loaddata import LoadData",
            "from cellprofiler_core.pipeline import Pipeline",
            "from cellprofiler_core.workspace import Workspace",
            "table = sys.argv[1]",
            "for key in sys.argv[2:]:",
            "    pipeline, module = Pipeline(), LoadData()",
            "    module.set_module_num(1)",
            "    module.csv_directory.value = 'Elsewhere...|' + os.path.dirname(table)",
            "    module.csv_file_name.value = os.path.basename(table)",
            "    module.wants_image_groupings.value = True",
            "    module.metadata_fields.value = key",
            "    pipeline.add_module(module)",
            "    measurements = Measurements(mode='memory')",
            "    workspace = Workspace(pipeline, module, measurements, None, measurements, None)",
            "    assert module.prepare_run(workspace)",
            "    groups = module.get_groupings(workspace)[1]",
            "    print(' '.join(str(numbers[0] - 1) for values, numbers in groups))",
            "");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void theOrderIsThatOfLoadData() throws Exception {
        CellProfilerPython python = CellProfilerPython.ofCellProfiler();
        List<List<String>> rows = rows();
        StringBuilder text = new StringBuilder("FileName_DNA");
        KEYS.forEach(key -> text.append(",Metadata_").append(key));
        text.append('\n');
        rows.forEach(
                row -> text.append("a.tif,\"").append(String.join("\",\"", row)).append("\"\n"));
        Path root = folder.getRoot().toPath();
        Path file = Files.writeString(root.resolve("images.csv"), text);

        List<String> theirs = python.run(root, PROGRAM, "", concat(file.toString(), KEYS));
        for (int key = 0; key < KEYS.size(); key++) {
            List<String> expected = new ArrayList<>();
            for (String row : theirs.get(key).split(" ")) {
                expected.add(rows.get(Integer.parseInt(row)).get(key));
            }
            assertEquals(KEYS.get(key), expected, ours(file, KEYS.get(key)));
        }
        List<String> wells = new ArrayList<>();
        for (String number : theirs.get(KEYS.size()).split(" ")) {
            List<String> row = rows.get(Integer.parseInt(number));
            wells.add(row.get(KEYS.indexOf("WellRow")) + row.get(KEYS.indexOf("WellColumn")));
        }
        assertEquals(wells, ours(file, MADE));
    }

    private List<String> ours(Path file, String key) throws Exception {
        Path root = folder.getRoot().toPath();
        try (ImageTable table = new ImageTable(file, "images.csv")) {
            Grouping grouping = new Grouping(List.of(key), table.columns());
            return GroupedTable.sort(table, grouping, root.resolve("header.csv"), root.resolve("table.csv")).stream()
                    .map(group -> group.values().get(0))
                    .toList();
        }
    }

    private static String[] concat(String first, List<String> more) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(more);
        all.add(MADE);
        return all.toArray(new String[0]);
    }

    /** No two values of a column have the same recorded value: LoadData would merge their groups. */
    private static List<List<String>> rows() {
        Random random = new Random(5);
        List<String> texts =
                List.of("0123", "1E05", "P2", "ü", "a b", "O'Hara", "\uD83D\uDC26", "\uFF5E", "A", "a", "-", "%");
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            int number = i * 37 % 60;
            String text = i < texts.size() ? texts.get(i) : HexFormat.of().toHexDigits((short) random.nextInt());
            rows.add(List.of(
                    i % 2 == 0 ? "%04d".formatted(number) : "+" + number,
                    i % 3 == 0
                            ? number + ""
                            : number % 5 == 0 ? number + "e1" + number % 9 : number + ".5e-" + number % 7,
                    text,
                    "%02d".formatted(number),
                    "%02d".formatted(number),
                    "%d".formatted(number),
                    number == 7 ? "2147483648" : "%d".formatted(number),
                    "ABCDEFGHIJ".charAt(i / 6) + "" + "ABCDEF".charAt(i % 6)));
        }
        return rows;
    }
}
