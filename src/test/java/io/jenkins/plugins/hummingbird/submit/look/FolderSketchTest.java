package io.jenkins.plugins.hummingbird.submit.look;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.Result;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What a look at a folder finds, by real commands on this machine. */
public class FolderSketchTest {
    @Rule
    public final TemporaryFolder temp = new TemporaryFolder();

    private final Shell shell = command -> run(command, System.getenv("PATH"));
    private final SubmitRequest request = new SubmitRequest();
    private Path root;

    @Before
    public void folders() throws IOException {
        root = temp.getRoot().toPath().toRealPath();
        request.images = Files.createDirectories(root.resolve("images")).toString();
        request.output = root.resolve("images/output").toString();
    }

    private static Result run(Command command, String path) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command.words());
        builder.environment().put("PATH", path);
        Process process = builder.start();
        byte[] out = process.getInputStream().readAllBytes();
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        if (command.output() != null) {
            command.output().write(out);
        }
        try {
            return Result.ofBash(process.waitFor(), new String(out, StandardCharsets.UTF_8), err);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private void file(String path) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "x");
    }

    private void plate(String folder, String plate) throws IOException {
        for (String well : List.of("A01", "B03", "H12")) {
            for (int site = 1; site <= 2; site++) {
                file(folder + "/" + plate + "_" + well + "_s" + site + "_w1.tif");
                file(folder + "/" + plate + "_" + well + "_s" + site + "_w2.tif");
            }
        }
    }

    private FolderSketch look() throws IOException, OperationException {
        return FolderSketch.of(shell, request, temp.newFolder().toPath());
    }

    private String refusal() {
        return assertThrows(OperationException.class, this::look).getMessage();
    }

    @Test
    public void findsThePresetPlatesWellsSitesAndChannels() throws Exception {
        plate("images/one", "P1");
        plate("elsewhere", "P2");
        Files.createSymbolicLink(root.resolve("images/two"), root.resolve("elsewhere"));
        file("images/.snapshot/P3_A01_s1_w1.tif");
        file("images/@eaDir/P4_A01_s1_w1.tif");
        file("images/output/P5_A01_s1_w1.tif");
        file("images/notes.txt");
        FolderSketch sketch = look();
        assertThat(sketch.pattern(), is("ImageXpress"));
        assertThat(sketch.words(), is("2 plates, 6 wells, up to 2 sites in a well, 2 channels: w1, w2"));
        assertThat(sketch.names().matchedCount(), is(24));
        assertThat(sketch.names().images(), is(24));
        assertThat(sketch.names().examples(), hasSize(10));
        assertThat(sketch.names().examples().get(0).path(), is("one/P1_A01_s1_w1.tif"));
        assertThat(sketch.names().examples().get(0).values().get("Well"), is("A01"));
        assertThat(
                sketch.remarks(),
                contains("The build compares the channels with those of the pipeline, which is not read here"));
    }

    /** A plate is found by the folder in which it lies, not by the link that comes first. */
    @Test
    public void aFolderThatALinkLeadsToOnceMoreIsListedOnceAsInABuild() throws Exception {
        plate("images/P1", "P1");
        plate("elsewhere/P2", "P2");
        Files.createSymbolicLink(root.resolve("images/P0"), root.resolve("images/P1"));
        Files.createSymbolicLink(root.resolve("images/P3"), root.resolve("elsewhere"));
        Files.createSymbolicLink(root.resolve("elsewhere/again"), root.resolve("images"));
        Files.createSymbolicLink(root.resolve("elsewhere/other"), Files.createDirectory(root.resolve("other")));
        Files.createSymbolicLink(root.resolve("other/back"), root.resolve("elsewhere/P2"));
        file("other/P9_A01_s1_w1.tif");
        Files.createSymbolicLink(root.resolve("elsewhere/P2/other"), root.resolve("other"));
        Files.createSymbolicLink(root.resolve("images/P1/self"), Path.of("self"));
        Files.createSymbolicLink(root.resolve("images/P1/up"), Path.of(".."));
        FolderListing listing = FolderListing.of(shell, request.images, request.output);
        assertThat(listing.names(), hasSize(25));
        assertThat(listing.names(), hasItem("P3/P2/other/P9_A01_s1_w1.tif"));
        assertThat(listing.names(), hasItem("P1/P1_A01_s1_w1.tif"));
        assertThat(listing.names(), hasItem("P3/P2/P2_A01_s1_w1.tif"));
        assertThat(listing.complaints(), is(""));
        assertThat(listing.complete(), is(true));
        assertThat(FolderListing.of(shell, request.images, "").names(), is(listing.names()));
    }

    @Test
    public void aFolderThatCannotBeReadIsSaidAndTheOthersAreListed() throws Exception {
        plate("images/P1", "P1");
        program("find", "/usr/bin/find \"$@\"\necho 'find: P2: Permission denied' >&2; exit 1\n");
        String path = root.resolve("bin") + ":" + System.getenv("PATH");
        FolderListing listing = FolderListing.of(command -> run(command, path), request.images, "");
        assertThat(listing.names(), hasSize(12));
        assertThat(listing.complaints(), is("find: P2: Permission denied"));
    }

    @Test
    public void aNameThatIsNotInUtf8IsLeftOutAndCounted() throws Exception {
        plate("images/one", "P1");
        Process touch =
                new ProcessBuilder("bash", "-c", "touch \"$1\"/$'P\\xe4_A01_s1_w1.tif'", "x", request.images).start();
        assertThat(touch.waitFor(), is(0));
        assertThat(look().remarks(), hasItem("1 names are not in UTF-8 and are left out"));
    }

    @Test
    public void anExpressionSaysWhatItLeavesOut() throws Exception {
        plate("images/one", "P1");
        request.imagePattern = "(?<Plate>[^/]+)/P1_(?<Well>...)_s1_w1.tif";
        FolderSketch sketch = look();
        assertThat(sketch.words(), is("1 plate, 3 wells, 1 channel: Image"));
        assertThat(sketch.remarks().get(0), containsString("9 images do not match and are left out: one/P1_A01_s1_w2"));
    }

    @Test
    public void sitesAreCountedInEachWell() throws Exception {
        for (String name : List.of("A01_s1", "A01_s2", "B01_s3", "B01_s4")) {
            file("images/P1_" + name + "_w1.tif");
        }
        assertThat(look().words(), is("1 plate, 2 wells, up to 2 sites in a well, 1 channel: w1"));
        request.imagePattern = "P1_..._s(?<Site>.)_w1.tif";
        assertThat(look().words(), is("1 plate, 4 sites, 1 channel: Image"));
    }

    @Test
    public void whatABuildWouldRefuseOfAPresetThatIsNamedIsSaid() throws Exception {
        plate("images/one", "P1");
        request.imagePattern = "ImageXpress";
        assertThat(look().isRefused(), is(false));
        Files.delete(root.resolve("images/one/P1_A01_s1_w2.tif"));
        FolderSketch sketch = look();
        assertThat(sketch.isRefused(), is(true));
        assertThat(
                sketch.remarks().get(0),
                containsString("A build would refuse these images: 1 image sets have no image of a channel"));
    }

    @Test
    public void planesAndTimePointsAreSaidAsInABuild() throws Exception {
        file("images/P1/TimePoint_1/ZStep_1/A01_s1_w1.tif");
        file("images/P1/TimePoint_1/ZStep_2/A01_s1_w1.tif");
        assertThat(look().remarks().get(0), is("LoadData has no 3D: each value of Z is an image set of its own"));
    }

    @Test
    public void aPlateInSeveralFoldersIsSaidAsInABuild() throws Exception {
        file("images/one/P1_A01_s1_w1.tif");
        file("images/two/P1_B01_s1_w1.tif");
        assertThat(
                look().remarks().get(0),
                containsString("files of the plate P1 lie in several folders, such as ./one and ./two"));
    }

    /** The index of a plate of 30,000 images may not be among the first 10,000 files. */
    @Test
    public void channelsAreNotComparedWhereAnIndexMayBeAmongTheFilesThatAreNotListed() throws Exception {
        for (int field = 1; field <= 3; field++) {
            file("images/P/Images/r01c01f0" + field + "p01-ch1sk1fk1fl1.tiff");
        }
        try (InputStream in = measurements()) {
            request.pipelineText = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        program("sed", "cat; printf '/time\\0'\n");
        String path = root.resolve("bin") + ":" + System.getenv("PATH");
        FolderSketch sketch = FolderSketch.of(
                command -> run(command, path), request, temp.newFolder().toPath());
        assertThat(sketch.pattern(), is("OperaPhenix"));
        assertThat(sketch.isRefused(), is(false));
        assertThat(sketch.remarks(), hasItem(containsString("If an index file of Harmony lies among the others")));
        assertThat(sketch.remarks(), not(hasItem(containsString("say which channel is which"))));
    }

    @Test
    public void aPipelineWithoutLoadDataNeedsNoPreset() throws Exception {
        file("images/Plate_1/A01_DNA.tif");
        try (InputStream in = measurements()) {
            request.pipelineText =
                    new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("LoadData:[", "Images:[");
        }
        assertThat(
                refusal(),
                is("The pipeline has no LoadData: in a build its own modules read the names, and it needs no"
                        + " imagePattern. The first file is Plate_1/A01_DNA.tif."));
        Files.delete(root.resolve("images/Plate_1/A01_DNA.tif"));
        plate("images/one", "P1");
        assertThat(
                look().remarks(), contains("The pipeline has no LoadData: in a build its own modules read the names"));
    }

    /** Image sets may be cut in two there, which is no fault of a preset. */
    @Test
    public void aPartOfManyNamesIsEnoughToFindThePreset() throws Exception {
        plate("images/one", "P1");
        FolderListing some = FolderListing.of(shell, request.images, "", 7);
        assertThat(some.complete(), is(false));
        assertThat(some.names(), hasSize(7));
        FolderSketch sketch = FolderSketch.of(some, request, temp.newFolder().toPath());
        assertThat(sketch.pattern(), is("ImageXpress"));
        assertThat(sketch.remarks().get(0), containsString("only the first 7 were looked at"));
        assertThat(FolderListing.of(shell, request.images, "", 12).complete(), is(true));
    }

    private void program(String name, String text) throws IOException {
        Path program = root.resolve("bin").resolve(name);
        Files.createDirectories(program.getParent());
        Files.writeString(program, "#!/bin/bash\n" + text);
        assertThat(program.toFile().setExecutable(true), is(true));
    }

    /** Of a link to an archive of millions of files, the first names are enough. */
    @Test
    public void whatALinkLeadsToIsNotListedToItsEndBeforeTheFirstNameComes() throws Exception {
        plate("elsewhere", "P1");
        Files.createSymbolicLink(root.resolve("images/P1"), root.resolve("elsewhere"));
        program("find", "/usr/bin/find \"$@\"\n[ \"$1\" != -H ] || exec sleep 60\n");
        program("timeout", "shift 3\nexec /usr/bin/timeout -k 0.5 0.5 \"$@\"\n");
        String path = root.resolve("bin") + ":" + System.getenv("PATH");
        FolderListing listing = FolderListing.of(command -> run(command, path), request.images, "");
        assertThat(listing.names(), hasSize(12));
        assertThat(listing.complete(), is(false));
    }

    /** On a file system that hangs. */
    @Test
    public void aListingThatHadToBeKilledIsNotComplete() throws Exception {
        plate("images/one", "P1");
        program("find", "trap '' TERM\n/usr/bin/find \"$@\"\nwhile :; do sleep 1; done\n");
        program("timeout", "shift 3\nexec /usr/bin/timeout -k 0.5 0.5 \"$@\"\n");
        String path = root.resolve("bin") + ":" + System.getenv("PATH");
        FolderListing listing = FolderListing.of(command -> run(command, path), request.images, "");
        assertThat(listing.complete(), is(false));
    }

    @Test
    public void ofManyChannelsTheFirstAreNamed() throws Exception {
        for (int channel = 10; channel < 35; channel++) {
            file("images/A01_c" + channel + ".tif");
        }
        file("images/A01_c" + "9".repeat(200) + ".tif");
        request.imagePattern = "(?<Well>A01)_(?<Channel>c[0-9]+).tif";
        assertThat(
                look().words(),
                endsWith("26 channels: c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20, c21,"
                        + " c22, c23, c24, c25, c26, c27, c28, c29 and 6 more"));
        try (InputStream in = measurements()) {
            request.pipelineText = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        request.channels = "DNA=" + "x".repeat(5000);
        assertThat(look().remarks().get(0).length(), is(1001));
    }

    @Test
    public void incompleteImageSetsAreRefusedAsInABuild() throws Exception {
        plate("images/one", "P1");
        Files.delete(root.resolve("images/one/P1_A01_s1_w2.tif"));
        assertThat(refusal(), containsString("1 image sets have no image of a channel that others have"));
    }

    @Test
    public void aFolderOfWhichNoNameIsKnownIsNotCalledEmpty() {
        FolderListing late = new FolderListing(List.of(), 0, false, "");
        FolderListing garbled = new FolderListing(List.of(), 3, true, "");
        Path scratch = root.resolve("scratch");
        assertThat(
                assertThrows(OperationException.class, () -> FolderSketch.of(late, request, scratch))
                        .getMessage(),
                containsString(" took too long to name a file: look again, or at a folder further down."));
        assertThat(
                assertThrows(OperationException.class, () -> FolderSketch.of(garbled, request, scratch))
                        .getMessage(),
                containsString("are not in UTF-8: rename the files"));
    }

    @Test
    public void aFolderThatIsNotThereOrEmptyIsNamed() throws Exception {
        assertThat(refusal(), containsString("No file was found below " + request.images));
        request.images = root.resolve("image").toString();
        assertThat(refusal(), containsString("There is no folder " + request.images + " on the head node"));
    }

    private static InputStream measurements() {
        return FolderSketchTest.class.getResourceAsStream(
                "/io/jenkins/plugins/hummingbird/submit/scripts/measurements.cppipe");
    }

    @Test
    public void channelsAreComparedWithThoseOfAPipelineOnTheHeadNode() throws Exception {
        plate("images/one", "P1");
        Path pipeline = root.resolve("measurements.cppipe");
        try (InputStream in = measurements()) {
            Files.copy(in, pipeline);
        }
        request.pipeline = pipeline.toString();
        assertThat(
                look().remarks(),
                hasItem("The pipeline works on DNA, Actin: say which channel is which, such as channels:"
                        + " DNA=w1,Actin=w2"));
        assertThat("a build would fail", look().isRefused(), is(true));
        request.channels = "DNA=w1,Actin=w2";
        assertThat(look().isRefused(), is(false));
        assertThat(
                look().remarks(),
                hasItem("The pipeline works on DNA, Actin: all of them are there, by DNA=w1,Actin=w2"));
        request.channels = "DNA=w7";
        assertThat(look().remarks(), hasItem(containsString("w7")));
        assertThat(look().isRefused(), is(true));
        request.pipeline = root.resolve("none.cppipe").toString();
        assertThat(look().remarks(), hasItem(containsString("The build compares the channels")));
    }

    @Test
    public void anExpressionThatMatchesNothingNamesAFile() throws Exception {
        plate("images/one", "P1");
        request.imagePattern = "(?<Well>[A-P]99).tif";
        assertThat(refusal(), containsString("none matches imagePattern. The first is one/P1_A01_s1_w1.tif."));
        assertThat(refusal(), not(containsString("null")));
    }
}
