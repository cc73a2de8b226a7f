package io.jenkins.plugins.hummingbird.cellprofiler.names;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.cellprofiler.table.ImageTable;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Illumination functions in image tables. */
public class IlluminationColumnsTest {
    private static final String TABLE = "FileName_DNA,PathName_DNA,URL_Actin,Metadata_Plate,Metadata_Site,Note\n"
            + "a.tif,/im,file:/im/b.tif,P1,1,x\n"
            + "c.tif,/im,file:/im/d.tif,P1,2,\"x,\ny\"\n"
            + "e.tif,/im,file:/im/f.tif,$1\\a,1,z\n";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Set<String> paths;

    private String add(String template, String images, String text) throws IOException, OperationException {
        Path file = Files.writeString(folder.getRoot().toPath().resolve("images.csv"), text);
        Path written = folder.getRoot().toPath().resolve("written.csv");
        try (ImageTable table = new ImageTable(file, "images.csv")) {
            paths = new IlluminationColumns(template, images, table.columns()).add(table, written);
        }
        return Files.readString(written);
    }

    private String refusal(String template, String images, String text) {
        return assertThrows(OperationException.class, () -> add(template, images, text))
                .getMessage();
    }

    @Test
    public void aValueCanBeEncodedAsInTheFolderOfAGroup() throws Exception {
        String table = add("/il/{%Plate}-{%Channel}/{Plate}.npy", "", "FileName_DNA,Metadata_Plate\na.tif,P 1/2\n");
        assertEquals(List.of("/il/P%201%2F2-DNA/P 1/2.npy"), List.copyOf(paths));
        assertEquals(
                "FileName_DNA,Metadata_Plate,FileName_IllumDNA,PathName_IllumDNA\n"
                        + "a.tif,P 1/2,2.npy,/il/P%201%2F2-DNA/P 1\n",
                table);
    }

    @Test
    public void eachChannelGetsTheFunctionOfItsImageSet() throws Exception {
        assertEquals(
                "FileName_DNA,PathName_DNA,URL_Actin,Metadata_Plate,Metadata_Site,Note,"
                        + "FileName_IllumDNA,PathName_IllumDNA,FileName_IllumActin,PathName_IllumActin\n"
                        + "a.tif,/im,file:/im/b.tif,P1,1,x,IllumDNA.npy,/il/P1,IllumActin.npy,/il/P1\n"
                        + "c.tif,/im,file:/im/d.tif,P1,2,\"x,\ny\",IllumDNA.npy,/il/P1,IllumActin.npy,/il/P1\n"
                        + "e.tif,/im,file:/im/f.tif,$1\\a,1,z,IllumDNA.npy,/il/$1\\a,IllumActin.npy,/il/$1\\a\n",
                add("/il/{Plate}/Illum{Channel}.npy", "", TABLE));
        assertEquals(
                List.of(
                        "/il/P1/IllumDNA.npy",
                        "/il/P1/IllumActin.npy",
                        "/il/$1\\a/IllumDNA.npy",
                        "/il/$1\\a/IllumActin.npy"),
                List.copyOf(paths));
    }

    @Test
    public void anOriginalImageBelongsToTheChannelInItsName() throws Exception {
        add("/il/Illum{Channel}.npy", "", "FileName_OrigDNA,FileName_Orig\na,b\n");
        assertEquals(Set.of("/il/IllumDNA.npy", "/il/IllumOrig.npy"), paths);
    }

    @Test
    public void aRelativePathIsRelativeToTheImageFolder() throws Exception {
        add("illum/{Metadata_Plate}-{Channel}", "/im/", "FileName_DNA,Metadata_Plate\na,P\n");
        assertEquals(Set.of("/im/illum/P-DNA"), paths);
        assertEquals(
                "illumination must be an absolute path, or one below images, which is not given: illum/{Channel}",
                refusal("illum/{Channel}", "", TABLE));
    }

    @Test
    public void oneChannelNeedsNoName() throws Exception {
        add("/il.npy", "", "Image_FileName_DNA,ObjectsFileName_Nuclei\na,b\n");
        assertEquals(Set.of("/il.npy"), paths);
        assertEquals(
                "illumination needs {Channel} in its path, since the image table has 2 channels: DNA, Actin",
                refusal("/il/{Plate}.npy", "", TABLE));
        assertEquals(
                "illumination needs an image table with columns FileName_X or URL_X",
                refusal("/il/{Channel}.npy", "", "PathName_DNA\na\n"));
    }

    @Test
    public void aMissingKeyIsReportedWithTheExistingOnes() {
        assertEquals(
                "illumination names {plate}, which the image table does not have. It may name {Channel}, {Plate},"
                        + " {Site}.",
                refusal("/il/{plate}_{Channel}.npy", "", TABLE));
    }

    @Test
    public void existingIlluminationColumnsAreRefused() {
        assertEquals(
                "The image table has a column FileName_IllumDNA already: leave illumination empty, or remove the"
                        + " illumination columns from the table",
                refusal("/il/{Channel}", "", "FileName_DNA,Image_FileName_IllumDNA\na,b\n"));
    }

    @Test
    public void noPathLeavesItsFolder() {
        assertEquals(
                "illumination must name a file, without '..' in its path: /il/../{Channel}",
                refusal("/il/../{Channel}", "", TABLE));
        assertEquals(
                "illumination must name a file, without '..' in its path: /il/{Channel}/",
                refusal("/il/{Channel}/", "", TABLE));
        assertEquals(
                "illumination leaves its folder by '..': /il/../DNA",
                refusal("/il/{A}{B}/{Channel}", "", "FileName_DNA,Metadata_A,Metadata_B\na,.,.\n"));
    }
}
