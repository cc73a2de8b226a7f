package io.jenkins.plugins.hummingbird.cellprofiler.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;

import java.util.Collection;
import java.util.List;
import org.junit.Test;

/** The files that a row of an image table names. */
public class InputFilesTest {
    private static Collection<String> files(String base, List<String> columns, String... row) {
        return new InputFiles(columns, base).of(List.of(row));
    }

    @Test
    public void nameAndFolderOfEachChannelMakeAPath() {
        List<String> columns = List.of(
                "FileName_DNA", "Metadata_Well", "PathName_DNA", "Image_FileName_Actin", "Image_PathName_Actin");
        assertThat(
                files("/images", columns, "a.tif", "A01", "/x y", "b.tif", "sub"),
                contains("/x y/a.tif", "/images/sub/b.tif"));
    }

    @Test
    public void aFileWithoutAFolderIsInTheBaseFolder() {
        assertThat(files("/images", List.of("FileName_DNA"), "p/a.tif"), contains("/images/p/a.tif"));
        assertThat(files("/images", List.of("FileName_DNA", "PathName_DNA"), "a.tif", ""), contains("/images/a.tif"));
        assertThat(files("", List.of("FileName_DNA"), "a.tif"), empty());
    }

    @Test
    public void aUrlOfAFileIsAPathThatOfAnObjectStaysAndOthersAreLeftOut() {
        List<String> columns = List.of("URL_A", "URL_B", "URL_C", "URL_D");
        assertThat(
                files(
                        "/images",
                        columns,
                        "file:/x/a%20b.tif",
                        "file:///x/c d.tif",
                        "s3://bucket/e.tif",
                        "http://h/f.tif"),
                contains("/x/a b.tif", "/x/c d.tif", "s3://bucket/e.tif"));
        assertThat(files("/i", List.of("FileName_A", "PathName_A"), "a.tif", "https://host/x"), empty());
    }

    @Test
    public void theKeyOfAnObjectIsNotDecodedAndItsUrlIsWrittenInSmallLetters() {
        List<String> columns = List.of("URL_A", "Image_URL_B", "ObjectsURL_C", "FileName_A", "PathName_A");
        InputFiles files = new InputFiles(columns, "/images");
        List<String> row = List.of("s3://b/P 1/a%20+ü.tif", "s3://b/2.tif", "S3://b/3.tif", "other.tif", "/x");
        assertThat(files.of(row), contains("s3://b/P 1/a%20+ü.tif", "s3://b/2.tif"));
        assertThat(files.others(row), contains("S3://b/3.tif"));
    }

    @Test
    public void anObjectThatNameAndFolderGiveIsNone() {
        InputFiles files = new InputFiles(List.of("FileName_A", "PathName_A"), "");
        assertThat(files.of(List.of("a.tif", "s3://bucket/P1")), empty());
        assertThat(files.others(List.of("a.tif", "s3://bucket/P1")), contains("s3://bucket/P1/a.tif"));
        assertThat(files.of(List.of("s3://bucket/P1/a.tif", "")), empty());
    }

    @Test
    public void filesThatOnlyCellProfilerCanLocateAreReturnedSeparately() {
        List<String> columns = List.of("URL_A", "FileName_A", "PathName_A", "URL_B");
        InputFiles files = new InputFiles(columns, "/images");
        List<String> row = List.of("https://host/a.tif", "a.tif", "/x", "FILE:///x/b.tif");
        assertThat(files.of(row), contains("/x/b.tif"));
        assertThat(files.others(row), contains("https://host/a.tif"));
        assertThat("no URL", files.others(List.of("", "a.tif", "/x", "")), empty());
        List<String> relative = List.of("FileName_A", "PathName_A");
        assertThat(new InputFiles(relative, "").others(List.of("a.tif", "P1")), contains("P1/a.tif"));
        assertThat(new InputFiles(relative, "/images").others(List.of("a.tif", "P1")), empty());
    }

    @Test
    public void objectsAndImagesWithTheSameNameAreTwoFiles() {
        assertThat(
                files("/i", List.of("FileName_A", "ObjectsFileName_A", "ObjectsPathName_A"), "a.tif", "o.tif", "/o"),
                contains("/i/a.tif", "/o/o.tif"));
    }

    @Test
    public void aChannelThatIsEmptyInARowHasNoFile() {
        assertThat(files("/i", List.of("FileName_A", "FileName_B"), "a.tif", ""), contains("/i/a.tif"));
    }

    @Test
    public void aFileThatTwoChannelsShareIsReturnedOnce() {
        assertThat(files("/i", List.of("FileName_A", "FileName_B"), "a.tif", "a.tif"), contains("/i/a.tif"));
    }
}
