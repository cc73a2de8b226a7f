package io.jenkins.plugins.hummingbird.cellprofiler;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The program of docs/merge.md that merges the databases of groups. */
public class MergeExampleTest {
    private static final String MAKE_PARTS = String.join(
            "\n",
            "import os, sqlite3, sys",
            "for folder, objects in (('P1', [(1, 1, 0), (2, 1, 1)]), ('P2', [(1, 1, 0), (2, 1, 1), (3, 1, None)])):",
            "    os.makedirs(f'{sys.argv[1]}/{folder}')",
            "    part = sqlite3.connect(f'{sys.argv[1]}/{folder}/nuclei.db')",
            "    part.execute('CREATE TABLE MyExpt_Per_Image (ImageNumber INTEGER)')",
            "    part.executemany('INSERT INTO MyExpt_Per_Image VALUES (?)', [(o[0],) for o in objects])",
            "    part.execute('CREATE TABLE MyExpt_Per_Object (ImageNumber INTEGER, ObjectNumber INTEGER,'",
            "        ' Nuclei_TrackObjects_ParentImageNumber_50 REAL)')",
            "    part.executemany('INSERT INTO MyExpt_Per_Object VALUES (?, ?, ?)', objects)",
            "    part.commit()",
            "");
    private static final String SHOW = String.join(
            "\n",
            "for row in merged.execute('SELECT * FROM MyExpt_Per_Object ORDER BY ImageNumber'):",
            "    print(*row)",
            "");

    @Rule
    public final TemporaryFolder temp = new TemporaryFolder();

    private static String program() throws Exception {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.exists(at.resolve("docs/merge.md"))) {
            at = at.getParent();
        }
        String text = Files.readString(at.resolve("docs/merge.md"));
        int start = text.indexOf("```python\nimport csv\n") + "```python\n".length();
        return text.substring(start, text.indexOf("```", start));
    }

    @Test
    public void imageNumbersAndParentNumbersAreThoseOfASingleRun() throws Exception {
        Path root = temp.getRoot().toPath();
        Path output = root.resolve("output");
        CellProfilerPython python = CellProfilerPython.any();
        python.run(root, MAKE_PARTS, "", output.toString());
        Files.writeString(
                root.resolve("groups.csv"),
                "Plate,folder,state,firstImageNumber\nP1,P1,completed,1\nP2,P2,completed,3\nP3,P3,failed,6\n");
        String program = program()
                .replace("/shared/output", output.toString())
                .replace("\"groups.csv\"", "\"" + root.resolve("groups.csv") + "\"")
                .replace("connect(\"nuclei.db\"", "connect(\"" + root.resolve("nuclei.db") + "\"");
        assertThat(
                python.run(root, program + SHOW, ""),
                is(List.of("1 1 0.0", "2 1 1.0", "3 1 0.0", "4 1 3.0", "5 1 None")));
    }
}
