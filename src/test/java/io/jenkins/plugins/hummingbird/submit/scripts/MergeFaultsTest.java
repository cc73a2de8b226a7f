package io.jenkins.plugins.hummingbird.submit.scripts;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** merge_tables.py on results that are not whole, and when it is killed itself. */
public class MergeFaultsTest {
    private static final String IMAGES = "Count_Nuclei,ImageNumber\r\n";
    private static final String NUCLEI = "ImageNumber,ObjectNumber,AreaShape_Area\r\n";

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private MergedTables tables;

    @Before
    public void program() throws Exception {
        tables = new MergedTables(temporary.newFolder("merge").toPath(), "python3");
        for (int well = 1; well <= 3; well++) {
            Path folder = Files.createDirectories(results(well));
            Files.writeString(folder.resolve("MyExpt_Image.csv"), IMAGES + "2.0,1\r\n");
            Files.writeString(folder.resolve("MyExpt_Nuclei.csv"), NUCLEI + "1,1,5\r\n1,2,7\r\n");
            tables.group(results(well), new long[] {well, well, 1, 0, 0, 0}, "Well=A0" + well);
        }
    }

    private Path results(int well) {
        return temporary.getRoot().toPath().resolve("results/A0" + well);
    }

    private void cut(String name, int bytes) throws IOException {
        Path file = results(2).resolve(name);
        Files.writeString(file, Files.readString(file).substring(0, bytes));
    }

    private void assertThatItSays(String sentence) throws Exception {
        assertThat(tables.run("csv", "sqlite"), is(1));
        assertThat(tables.said, is("tables: " + sentence + "\n"));
        assertThat(tables.written(), is(List.of()));
    }

    private void assertThatAllIsMerged() throws Exception {
        tables.make("csv");
        assertThat(tables.lines("Image.csv"), contains(IMAGES.strip(), "2.0,1", "2.0,2", "2.0,3"));
        assertThat(
                tables.lines("Nuclei.csv"),
                contains(NUCLEI.strip(), "1,1,5", "1,2,7", "2,1,5", "2,2,7", "3,1,5", "3,2,7"));
    }

    @Test
    public void aFileThatIsCutOffInTheMiddleOfARowIsNotMerged() throws Exception {
        cut("MyExpt_Nuclei.csv", NUCLEI.length() + "1,1,5\r\n1,".length());
        assertThatItSays("the results of Well=A02 cannot be merged: MyExpt_Nuclei.csv is cut off");
    }

    @Test
    public void aFileThatIsCutOffInItsLineOfNamesIsNotMerged() throws Exception {
        cut("MyExpt_Image.csv", "Count_Nuc".length());
        assertThatItSays("the results of Well=A02 cannot be merged: MyExpt_Image.csv is cut off");
    }

    @Test
    public void anEmptyFileIsNotMerged() throws Exception {
        cut("MyExpt_Nuclei.csv", 0);
        assertThatItSays("the results of Well=A02 cannot be merged: MyExpt_Nuclei.csv is cut off");
    }

    @Test
    public void imageSetsThatGetTheSameNumberAreNotMerged() throws Exception {
        Files.writeString(results(2).resolve("MyExpt_Image.csv"), IMAGES + "2.0,1\r\n2.0,2\r\n");
        assertThatItSays(
                "image set 1 of Well=A03 would have the number 3, which one of Well=A02 has already: it was not known"
                        + " how many image sets the groups have. With skipDone: false they are counted");
    }

    /** The task of its own plate fails. */
    @Test
    public void groupsOfOtherPlatesThatCannotBeReadAreLeftOut() throws Exception {
        String damaged = NUCLEI.replace("Area", "Extent");
        Map<String, byte[]> others = new LinkedHashMap<>();
        others.put("cut off", bytes(damaged + "1,1,5.5\r\n1,"));
        others.put("empty", new byte[0]);
        others.put("no UTF-8", bytes(NUCLEI + "1,1,\u00e9\r\n"));
        others.put("no UTF-8 after the first row", bytes(NUCLEI + "1,1,6\r\n1,1,\u00e9\r\n"));
        others.put("a short row", bytes(NUCLEI + "1,1,6\r\n1,1\r\n"));
        others.put("no database", bytes("SQLite format 3\0"));
        int first = 4;
        for (Map.Entry<String, byte[]> other : others.entrySet()) {
            Path folder = Files.createDirectories(results(first));
            Files.writeString(folder.resolve("MyExpt_Image.csv"), IMAGES + "2.0,1\r\n");
            Files.write(folder.resolve("MyExpt_Nuclei.csv"), other.getValue());
            tables.other(folder, new long[] {first, first, 1, 0, 0, 0}, "Is=" + other.getKey());
            first++;
        }
        tables.other(results(first), new long[] {first, first, 1, 0, 0, 0}, "Is=gone");
        assertThatAllIsMerged();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    public void otherEmptyFilesDoNotMatter() throws Exception {
        Files.createFile(results(2).resolve("notes.txt"));
        assertThatAllIsMerged();
    }

    @Test
    public void aGroupWithoutATableOfImagesIsNotLeftOut() throws Exception {
        Files.delete(results(2).resolve("MyExpt_Image.csv"));
        assertThatItSays(
                "the results of Well=A02 cannot be merged: they have no table of images, which other groups have");
    }

    @Test
    public void aFolderThatIsGoneIsNotLeftOut() throws Exception {
        Files.move(results(2), results(4));
        assertThatItSays("the results of Well=A02 cannot be merged: " + results(2) + " is no folder");
    }

    @Test
    public void whatAKilledOneLeftHasNoRecordAndTheNextOneIsWhole() throws Exception {
        // it waits for a reader, so it cannot end before
        Process pipe = new ProcessBuilder("mkfifo", tables.record().toString()).start();
        assertThat(pipe.waitFor(), is(0));
        Process process = tables.start("csv");
        while (process.isAlive() && !Files.exists(tables.out.resolve("Nuclei.csv"))) {
            Thread.sleep(20);
        }
        process.destroyForcibly();
        assertThat(process.waitFor(), is(not(0)));
        assertThat(Files.isRegularFile(tables.record()), is(false));

        Files.delete(tables.record());
        for (Path left : List.of(tables.out.resolve("Image.csv"), tables.out.resolve("Nuclei.csv"))) {
            Files.delete(left);
        }
        assertThatAllIsMerged();
    }
}
