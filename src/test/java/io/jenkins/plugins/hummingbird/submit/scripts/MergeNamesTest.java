package io.jenkins.plugins.hummingbird.submit.scripts;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** merge_tables.py where the metadata of a group is also the name of a table or of its file. */
public class MergeNamesTest {
    private static final String IMAGES = "Count_Cells,Count_Nuclei,ImageNumber,Metadata_Treatment\r\n1.0,1.0,1,";
    private static final String OBJECTS = "ImageNumber,ObjectNumber,AreaShape_Area\r\n1,1,";
    private static final String COMBINED = "Image,Cells,Nuclei\r\nImageNumber,ObjectNumber,ObjectNumber\r\n1,1,";

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private MergedTables tables;

    @Before
    public void program() throws Exception {
        tables = new MergedTables(temporary.newFolder().toPath(), "python3");
    }

    private void group(int number, String treatment, String... files) throws IOException {
        Path folder = temporary.newFolder().toPath();
        for (int i = 0; i < files.length; i += 2) {
            Files.writeString(folder.resolve(files[i]), files[i + 1]);
        }
        tables.group(folder, new long[] {number, number, 1, 0, 0, 0}, "Treatment=" + treatment);
    }

    private void kinds(int number, String treatment, String prefix) throws IOException {
        group(
                number,
                treatment,
                prefix + "Image.csv",
                IMAGES + treatment + "\r\n",
                prefix + "Cells.csv",
                OBJECTS + number + "\r\n",
                prefix + "Nuclei.csv",
                OBJECTS + number + "0\r\n");
    }

    @Test
    public void aTableWhoseKindIsAValueIsNotSplit() throws Exception {
        for (String prefix : new String[] {"", "MyExpt_"}) {
            program();
            kinds(1, "Cells", prefix);
            kinds(2, "DMSO", prefix);
            kinds(3, "Image", prefix);
            kinds(4, "Nuclei", prefix);
            kinds(5, "MyExpt_Cells", prefix);
            tables.make("csv");
            assertThat(
                    prefix,
                    tables.written(),
                    contains("csv Cells Cells.csv 5 3", "csv Image Image.csv 5 4", "csv Nuclei Nuclei.csv 5 3"));
            assertThat(
                    tables.lines("Nuclei.csv").subList(1, 6),
                    contains("1,1,10", "2,1,20", "3,1,30", "4,1,40", "5,1,50"));
        }
    }

    @Test
    public void filesOfSeveralKindsWhoseNamesAreValuesAreNeitherSplitNorJoined() throws Exception {
        for (int number = 1; number <= 3; number++) {
            String treatment = new String[] {"All", "Some", "DMSO"}[number - 1];
            group(number, treatment, "All.csv", COMBINED + number + "\r\n", "Some.csv", COMBINED + number + "0\r\n");
        }
        tables.make("csv");
        assertThat(tables.written(), contains("csv All All.csv 3 3", "csv Some Some.csv 3 3"));
        assertThat(tables.lines("Some.csv").subList(2, 5), contains("1,1,10", "2,1,20", "3,1,30"));
    }

    @Test
    public void filesThatAreNamedAfterTheirGroupsAreOneTable() throws Exception {
        int number = 1;
        for (String treatment : new String[] {"All", "Some", "DMSO"}) {
            group(number++, treatment, treatment + ".csv", COMBINED + "1\r\n");
        }
        tables.make("csv");
        assertThat(tables.written(), contains("csv Cells_Nuclei Cells_Nuclei.csv 3 3"));
    }

    @Test
    public void anEmptyFileWhoseKindIsAValueIsCutOff() throws Exception {
        kinds(1, "DMSO", "");
        group(2, "Cells", "Image.csv", IMAGES + "Cells\r\n", "Cells.csv", "", "Nuclei.csv", OBJECTS + "2\r\n");
        assertThat(tables.run("csv"), is(1));
        assertThat(tables.said, is("tables: the results of Treatment=Cells cannot be merged: Cells.csv is cut off\n"));
    }
}
