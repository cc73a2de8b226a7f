package io.jenkins.plugins.hummingbird.cellprofiler.names;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.hummingbird.cellprofiler.Examples;
import io.jenkins.plugins.hummingbird.cellprofiler.HarmonyXml;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Harmony's index files. */
public class HarmonyIndexTest {
    private static final String PATH = "P__M1/Images/Index.idx.xml";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private static InputStream stream(Object text) {
        return new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static HarmonyIndex read(Object text) throws Exception {
        return HarmonyParser.read(PATH, stream(text)).orElseThrow();
    }

    private static OperationException refusal(String text) {
        return assertThrows(OperationException.class, () -> HarmonyParser.read(PATH, stream(text)));
    }

    private static ImagePattern pattern(HarmonyIndex index, Stream<String> names) throws Exception {
        ImagePattern pattern = new ImagePattern("OperaPhenix");
        for (String name : names.toList()) {
            pattern.add("P__M1/Images/" + name, index);
        }
        return pattern;
    }

    private List<String> table(ImagePattern pattern) throws Exception {
        Path file = folder.getRoot().toPath().resolve("images.csv");
        pattern.write("/im", file);
        return Files.readAllLines(file);
    }

    private static List<String> missing(HarmonyIndex index) {
        Examples missing = new Examples();
        index.addMissing(missing);
        return missing.first();
    }

    @Test
    public void eachVersionHasTheNamesOfChannels() throws Exception {
        for (int version = 4; version <= 7; version++) {
            HarmonyXml text = new HarmonyXml(version, "BR 1", "HOECHST 33342", "Alexa 488 &amp; more");
            List<String> names = text.place(2, 11, 1);
            HarmonyIndex index = read(text);
            assertEquals("ch1 is HOECHST_33342, ch2 is Alexa_488_more", index.channelNames());
            assertEquals(
                    "version " + version,
                    List.of(
                            "FileName_Alexa_488_more,PathName_Alexa_488_more,FileName_HOECHST_33342,PathName_HOECHST_33342,"
                                    + "Metadata_Plate,Metadata_WellRow,Metadata_WellColumn,Metadata_Site,Metadata_Z,"
                                    + "Metadata_Time,Metadata_Well,Metadata_PlateName,Metadata_PositionX,Metadata_PositionY",
                            names.get(1) + ",/im/P__M1/Images," + names.get(0)
                                    + ",/im/P__M1/Images,P__M1,02,11,01,01,1,B11,BR 1,0,5E-06"),
                    table(pattern(index, names.stream())));
            assertEquals(List.of(), missing(index));
            assertEquals(0, index.flawed().count() + index.unlisted().count());
        }
    }

    @Test
    public void channelNamesAreValidForCellProfilerAndUnique() throws Exception {
        HarmonyXml text = new HarmonyXml(
                7, "P", "405ex, 570-630-em)", "Alexa 488", "Alexa-488", "明視野", "488 650", "Alexa_488_ch2");
        assertEquals(
                "ch1 is _405ex_570_630_em, ch2 is Alexa_488_ch2_number2, ch3 is Alexa_488_ch3, ch4 is ch4,"
                        + " ch5 is _488_650, ch6 is Alexa_488_ch2_number6",
                read(text).channelNames());
    }

    @Test
    public void missingFilesOfTheIndexAreReported() throws Exception {
        HarmonyXml text = new HarmonyXml(5, "P", "DAPI", "GFP");
        List<String> names = text.place(1, 1, 1);
        text.place(1, 1, 2);
        HarmonyIndex index = read(text);
        List<String> table = table(pattern(index, names.stream()));
        assertEquals(2, table.size());
        assertEquals(
                List.of("P__M1/Images/r01c01f02p01-ch1sk1fk1fl1.tiff", "P__M1/Images/r01c01f02p01-ch2sk1fk1fl1.tiff"),
                missing(index));
    }

    @Test
    public void anImageSetWithAFlawedImageIsOmittedAndReported() throws Exception {
        HarmonyXml text = new HarmonyXml(4, "P", "DAPI", "GFP");
        text.image(1, 1, 1, 1, "Ok", HarmonyXml.name(1, 1, 1, 1));
        text.image(1, 1, 1, 2, "Failed", "");
        text.image(1, 1, 2, 1, "Broken", HarmonyXml.name(1, 1, 2, 1));
        text.image(1, 1, 2, 2, "Ok", HarmonyXml.name(1, 1, 2, 2));
        List<String> good = text.place(1, 1, 3);
        HarmonyIndex index = read(text);
        List<String> table = table(pattern(
                index,
                Stream.concat(
                        Stream.of(
                                HarmonyXml.name(1, 1, 1, 1), HarmonyXml.name(1, 1, 2, 1), HarmonyXml.name(1, 1, 2, 2)),
                        good.stream())));
        assertEquals(2, table.size());
        assertThat(table.get(1), containsString(good.get(0)));
        assertThat("its own place", table.get(1), containsString(",P,-0.000322907,5E-06"));
        assertEquals(
                List.of("P__M1/Images/0101K1F1P1R2 (Failed)", "P__M1/Images/r01c01f02p01-ch1sk1fk1fl1.tiff (Broken)"),
                index.flawed().first());
        assertEquals(List.of(), missing(index));
        HarmonyIndex again = read(text);
        assertThat(
                assertThrows(
                                OperationException.class,
                                () -> table(pattern(again, Stream.of(HarmonyXml.name(1, 1, 2, 2)))))
                        .getMessage(),
                containsString("another state than Ok"));
    }

    @Test
    public void aFileThatIsNotInTheIndexHasTheChannelOfItsNumber() throws Exception {
        HarmonyXml text = new HarmonyXml(6, "P", "DAPI");
        List<String> names = text.place(1, 1, 1);
        HarmonyIndex index = read(text);
        List<String> table = table(pattern(index, Stream.of(names.get(0), HarmonyXml.name(1, 2, 1, 1))));
        assertEquals(3, table.size());
        assertTrue(table.get(0).startsWith("FileName_DAPI,PathName_DAPI,Metadata_Plate"));
        assertTrue(table.get(2).endsWith(",A02,P,,"));
        assertEquals(
                List.of("P__M1/Images/r01c02f01p01-ch1sk1fk1fl1.tiff"),
                index.unlisted().first());
        assertEquals("ch9", read(text).channel("P__M1/Images/r01c01f01p01-ch9sk1fk1fl1.tiff", "ch9"));
    }

    @Test
    public void imagesAreIdentifiedByTheLastPartOfTheirUrl() throws Exception {
        HarmonyXml text = new HarmonyXml(7, "P", "DAPI", "GFP");
        text.image(1, 1, 1, 1, "Ok", "r01c01\\r01c01f01p01-ch1t01.tiff");
        text.image(1, 1, 1, 2, "Ok", "file:///D:/x/r01c01f01p01-ch2t01.tiff");
        HarmonyIndex index = read(text);
        List<String> table = table(pattern(index, Stream.of("r01c01f01p01-ch1t01.tiff", "r01c01f01p01-ch2t01.tiff")));
        assertThat(table.get(1), containsString(",01,A01,P,0,5E-06"));
        assertEquals(0, index.unlisted().count());
        assertEquals(List.of(), missing(index));
    }

    @Test
    public void platesOfWhichOnlySomeHaveAnIndexAreRefused() throws Exception {
        HarmonyXml text = new HarmonyXml(5, "P", "DAPI");
        ImagePattern pattern = pattern(read(text), text.place(1, 1, 1).stream());
        pattern.add("Q/Images/r01c01f01p01-ch1sk1fk1fl1.tiff");
        String message =
                assertThrows(OperationException.class, () -> table(pattern)).getMessage();
        assertThat(message, containsString("Q/Images/r01c01f01p01-ch1sk1fk1fl1.tiff. Add the missing index files"));
        assertThat(message, containsString("OperaPhenixNumbers"));
    }

    @Test
    public void onlyThePresetThatNamesChannelsReadsTheIndex() throws Exception {
        for (String name : List.of("OperaPhenix", "Operetta", "opera phenix")) {
            assertTrue(name, new ImagePattern(name).readsIndex());
        }
        for (String name : List.of("OperaPhenixNumbers", "Operetta numbers", "ImageXpress", "(?<Channel>.)")) {
            assertTrue(name, !new ImagePattern(name).readsIndex());
        }
        ImagePattern numbers = new ImagePattern("OperaPhenixNumbers");
        numbers.add("P/Images/r01c01f01p01-ch1sk1fk1fl1.tiff");
        assertTrue(table(numbers).get(0).startsWith("FileName_ch1,PathName_ch1,"));
    }

    @Test
    public void otherXmlIsIgnoredAndInvalidXmlIsRefused() throws Exception {
        assertTrue(HarmonyParser.read(PATH, stream("<Scan><Images/></Scan>")).isEmpty());
        for (String text : List.of("", "x", "<EvaluationInputData>", "<EvaluationInputData><Images></Image>")) {
            assertThat(
                    refusal(text).getMessage(),
                    containsString("Harmony's index P__M1/Images/Index.idx.xml cannot be read"));
        }
        String cut =
                new HarmonyXml(5, "P", "DAPI").image(1, 1, 1, 1, "Ok", "a.tiff").toString();
        assertThat(refusal(cut.substring(0, cut.length() - 40)).getMessage(), containsString("Copy it again"));
    }

    @Test
    public void externalEntitiesAreNotReadAndSizesAreLimited() throws Exception {
        Path secret = Files.writeString(folder.getRoot().toPath().resolve("secret"), "open sesame");
        String head = "<EvaluationInputData><Plates><Plate><Name>";
        String tail = "</Name></Plate></Plates></EvaluationInputData>";
        String outside = "<!DOCTYPE x [<!ENTITY e SYSTEM '" + secret.toUri() + "'>]>" + head + "&e;" + tail;
        assertThat(refusal(outside).getMessage(), containsString("it has a document type"));
        assertThat(refusal(outside).getMessage(), not(containsString("sesame")));
        assertThat(
                refusal(head + "x".repeat(20_000) + tail).getMessage(),
                containsString("does not contain a short text"));
        assertThat(refusal(head + "<b>x</b>" + tail).getMessage(), containsString("does not contain a short text"));
        assertThat(refusal("<EvaluationInputData>" + "<a>".repeat(1000)).getMessage(), containsString("too deep"));
    }

    @Test
    public void oneIndexPerFolderIsUsedAndTheDeepestOfAPath() {
        HarmonyIndexFiles indexes = new HarmonyIndexFiles();
        for (String path : List.of(
                "Index.xml",
                "A/Images/Index.idx.xml",
                "A/Images/Index.ref.xml",
                "A/Images/r01.tiff",
                "A/Index.xml",
                "B C/Images/Index.ref.xml",
                "B C/Images/Index.xml",
                "B/index.xml",
                "B/notIndex.xml")) {
            indexes.add(path);
        }
        assertEquals(List.of("A/Images/Index.idx.xml", "B C/Images/Index.xml", "B/index.xml"), indexes.paths());
        HarmonyIndexFiles top = new HarmonyIndexFiles();
        top.add("Index.xml");
        assertEquals(List.of("Index.xml"), top.paths());
    }
}
