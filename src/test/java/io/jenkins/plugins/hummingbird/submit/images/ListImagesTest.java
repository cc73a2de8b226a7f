package io.jenkins.plugins.hummingbird.submit.images;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.submit.headnode.NulSplitter;
import io.jenkins.plugins.hummingbird.submit.scripts.RemoteScripts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What list-images.sh lists of folders as people have them. */
public class ListImagesTest {
    @Rule
    public final TemporaryFolder temp = new TemporaryFolder();

    private Path root;
    private Path images;
    private Path output;
    private final List<String> leftOut = new ArrayList<>();

    @Before
    public void folders() throws IOException {
        root = temp.getRoot().toPath().toRealPath();
        images = Files.createDirectories(root.resolve("images"));
        output = root.resolve("output");
    }

    private void files(String... paths) throws IOException {
        for (String path : paths) {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "x");
        }
    }

    private void link(String path, String target) throws IOException {
        Files.createSymbolicLink(root.resolve(path), Path.of(target));
    }

    /** Runs the script where a detached command runs it: in a folder of its own. */
    private List<String> list() throws Exception {
        Path listing = root.resolve("listing");
        Process process = new ProcessBuilder(
                        "bash", "-c", RemoteScripts.LIST_IMAGES.text(), "images", images.toString(), output.toString())
                .directory(Files.createDirectories(root.resolve("work")).toFile())
                .redirectOutput(listing.toFile())
                .start();
        String complaints = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(complaints, process.waitFor(), is(0));
        List<String> paths = new ArrayList<>();
        leftOut.clear();
        NulSplitter.split(
                listing,
                path -> (path.startsWith("/") ? leftOut : paths).add(path),
                garbled -> leftOut.add("garbled " + garbled));
        return paths;
    }

    @Test
    public void pathsComeInTheOrderOfTheirBytes() throws Exception {
        files("images/b.tif", "images/P1/a.tif", "images/P-1/a.tif", "images/a b.tif", "images/-n");
        assertThat(list(), contains("-n", "P-1/a.tif", "P1/a.tif", "a b.tif", "b.tif"));
        assertThat(leftOut, is(empty()));
    }

    @Test
    public void whatIsHiddenOrKeptByServersIsNoImage() throws Exception {
        files(
                "images/P1/A01_s1_w1.tif",
                "images/P1/._A01_s1_w1.tif",
                "images/.DS_Store",
                "images/.snapshot/hourly/P1/A01_s1_w1.tif",
                "images/.Trash-1000/files/A01_s1_w1.tif",
                "images/P1/@eaDir/A01_s1_w1.tif",
                "images/#recycle/A01_s1_w1.tif",
                "images/__MACOSX/P1/A01_s1_w1.tif",
                "images/lost+found/A01_s1_w1.tif");
        assertThat(list(), contains("P1/A01_s1_w1.tif"));
        assertThat(leftOut, is(empty()));
    }

    @Test
    public void whatIsHiddenAndMayBeAnImageIsSaid() throws Exception {
        files(
                "images/P1/a.tif",
                "images/P1/.b.TIFF",
                "images/P1/.notes.txt",
                "images/.plates/P2/a.tif",
                "images/.plates/.P3/a.tif",
                "images/.Trashes/a.tif",
                "images/P1/._a.tif",
                "elsewhere/.c.png",
                "images/.out/overlay.tif");
        output = images.resolve(".out");
        link("images/P4", "../elsewhere");
        link("images/.P5", "../elsewhere");
        link("images/.self", ".self");
        assertThat(list(), contains("P1/a.tif"));
        assertThat(leftOut, contains("/hidden-count/3", "/hidden/.plates", "/hidden/P1/.b.TIFF", "/hidden/P4/.c.png"));
    }

    @Test
    public void ofMuchThatIsHiddenTenAreNamed() throws Exception {
        for (int i = 100; i < 400; i++) {
            files("images/." + i + ".tif");
        }
        assertThat(list(), is(empty()));
        assertThat(leftOut.size(), is(11));
        assertThat(leftOut, hasItems("/hidden-count/300", "/hidden/.100.tif", "/hidden/.109.tif"));
    }

    @Test
    public void aLinkedFolderIsFollowedOnce() throws Exception {
        files("images/P1/a.tif", "elsewhere/b.tif", "elsewhere/sub/c.tif", "elsewhere/.hidden/d.tif");
        link("images/P2", "../elsewhere");
        link("images/P3", root.resolve("elsewhere").toString());
        link("images/P4 [x]*", "P1");
        link("images/one.tif", "P1/a.tif");
        assertThat(list(), contains("P1/a.tif", "P2/b.tif", "P2/sub/c.tif", "one.tif"));
        assertThat(leftOut, contains("/hidden-count/1", "/hidden/P2/.hidden", "/listed/P3", "/listed/P4 [x]*"));
    }

    @Test
    public void linksWithinLinkedFoldersAreFollowedAndLoopsEnd() throws Exception {
        files("images/P1/a.tif", "one/b.tif", "two/c.tif");
        link("images/P2", "../one");
        link("one/deeper", "../two");
        link("two/back", "../one");
        link("two/images", "../images");
        link("images/P1/self", ".");
        link("images/up", "..");
        link("images/nowhere", "gone");
        link("images/itself", "itself");
        assertThat(list(), contains("P1/a.tif", "P2/b.tif", "P2/deeper/c.tif"));
        assertThat(
                leftOut,
                contains("/listed/P1/self", "/listed/P2/deeper/back", "/listed/P2/deeper/images", "/listed/up"));
    }

    @Test
    public void whatLiesBelowTheOutputIsNoImage() throws Exception {
        files("images/P1/a.tif", "images/out/overlay.tif", "images/out/.hummingbird/results/A01/1/overlay.tif");
        output = images.resolve("out");
        link("images/out/A01", ".hummingbird/results/A01/1");
        link("images/P2", "out/A01");
        link("images/P3", "out");
        assertThat(list(), contains("P1/a.tif"));
        assertThat(leftOut, is(empty()));
    }

    @Test
    public void imagesBelowTheOutputAreImages() throws Exception {
        files("images/P1/a.tif", "images/.hummingbird/results/A01/1/overlay.tif");
        link("images/A01", ".hummingbird/results/A01/1");
        output = images;
        assertThat(list(), contains("P1/a.tif"));
        Files.move(images.resolve(".hummingbird"), root.resolve(".hummingbird"));
        Files.delete(images.resolve("A01"));
        link("images/A01", "../.hummingbird/results/A01/1");
        output = root;
        assertThat(list(), contains("P1/a.tif"));
    }

    @Test
    public void aNameThatIsNotUtf8IsToldApartWithItsBytes() throws Exception {
        files("images/\u00fc.tif");
        Process touch =
                new ProcessBuilder("bash", "-c", "touch -- \"$1\"/$'b\\xc3(.tif'", "touch", images.toString()).start();
        assertThat(touch.waitFor(), is(0));
        assertThat(list(), contains("\u00fc.tif"));
        assertThat(leftOut, contains("garbled b\\xC3(.tif"));
    }
}
