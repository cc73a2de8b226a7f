package io.jenkins.plugins.hummingbird.chaos;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.nullValue;

import io.jenkins.plugins.hummingbird.operation.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The campaign of faults sees what is wrong with tables. */
public class TableFilesTest {
    private static final String IMAGES = "Count_Cells,ImageNumber,Metadata_Execution,Metadata_Plate,Metadata_Well\n";
    private static final String CELLS = "ImageNumber,ObjectNumber,AreaShape_Area\n";

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Path folder;

    @Before
    public void makeFolder() throws IOException {
        folder = temporary.newFolder("results").toPath();
        Files.writeString(
                journal(),
                String.join("\t", "begin", "e1", "1", "/results/W1001/s.0.0.1", "1", "0", "7", "0", "node1") + "\n"
                        + String.join("\t", "end", "e1", "2", "0", "result.csv:1") + "\n");
    }

    private Path journal() {
        return temporary.getRoot().toPath().resolve("journal");
    }

    private String fault(String images, String cells) throws IOException {
        Files.writeString(folder.resolve("Image.csv"), IMAGES + images);
        Files.writeString(folder.resolve("Cells.csv"), CELLS + cells);
        StringBuilder manifest = new StringBuilder("format\ttable\tfile\trows\tcolumns\tbytes\tsha256\n");
        for (String name : new String[] {"Image.csv", "Cells.csv"}) {
            byte[] bytes = Files.readAllBytes(folder.resolve(name));
            String digest = new Sha256().add(bytes).hex();
            manifest.append(String.join("\t", "csv", name, name, "1", "1", "" + bytes.length, digest))
                    .append('\n');
        }
        Files.writeString(folder.resolve("manifest.tsv"), manifest);
        long bytes = FileSizes.of(folder).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        Files.writeString(temporary.getRoot().toPath().resolve("results.done"), "digest 3 " + bytes + "\n");
        return fault();
    }

    private String fault() throws IOException {
        return new TableFiles(folder).fault("P1", new TablesPlan("csv", 2, 0), Journal.read(journal()));
    }

    @Test
    public void wholeTablesHaveNoFault() throws IOException {
        assertThat(fault("1,1,e1,P1,W1001\n", "1,1,1.5\n"), nullValue());
    }

    @Test
    public void rowsThatNoExecutionHasWrittenAreAFault() throws IOException {
        assertThat(fault("1,1,e2,P1,W1001\n", "1,1,1.5\n"), containsString("no execution e2"));
        assertThat(fault("1,2,e1,P1,W1001\n", "2,1,1.5\n"), containsString("Image.csv is"));
        assertThat(fault("1,1,e1,P1,W1001\n", ""), containsString("Cells.csv is"));
    }

    @Test
    public void filesThatWereChangedAreAFault() throws IOException {
        fault("1,1,e1,P1,W1001\n", "1,1,1.5\n");
        Files.writeString(folder.resolve("Cells.csv"), CELLS + "1,1,2.5\n");
        assertThat(fault(), allOf(containsString("Cells.csv"), containsString("SHA-256")));
        Files.delete(folder.resolve("Cells.csv"));
        assertThat(fault(), containsString("its proof says"));
    }
}
