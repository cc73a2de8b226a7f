package io.jenkins.plugins.hummingbird.submit.images;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.submit.headnode.NulSplitter;
import io.jenkins.plugins.hummingbird.submit.scripts.RemoteScripts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The same names are no images in S3 as on a file system. */
public class HiddenNamesTest {
    private static final List<String> NAMES = List.of(
            "P1/a.tif",
            "P1/.b.TIFF",
            "P1/.c.c01",
            "P1/.notes.txt",
            "P1/._a.tif",
            "P1/.DS_Store",
            "P1/x.tif.",
            "P1/..",
            "P1/..d.png",
            "P1/...",
            ".plates/P2/a.tif",
            ".plates/.P3/a.tif",
            "P4/.deep/a.txt",
            ".Trashes/a.tif",
            ".Trash-1000/files/a.tif",
            ".AppleDouble/a.tif",
            ".AppleDB/a.tif",
            ".snapshot/hourly/a.tif",
            ".snapshots/hourly/a.tif",
            ".zfs/a.tif",
            ".fseventsd/a",
            ".Spotlight-V100/a",
            ".TemporaryItems/a.tif",
            ".hummingbird/results/a.tif",
            ".hummingbirds/a.tif",
            "._folder/a.tif",
            "@eaDir/a.tif",
            "P1/@eaDir/a.tif",
            "P1/@eadir/a.tif",
            "#snapshot/a.tif",
            "#recycle/a.tif",
            "~snapshot/a.tif",
            "$RECYCLE.BIN/a.tif",
            "System Volume Information/a.tif",
            "__MACOSX/P1/a.tif",
            "lost+found/a.tif",
            "P5/lost+found",
            "P5/@eaDir",
            "P5/__MACOSX",
            "ü/.ö.tif",
            "ü/😀.tif");

    @Rule
    public final TemporaryFolder temp = new TemporaryFolder();

    private final TreeSet<String> files = new TreeSet<>();
    private final TreeSet<String> hidden = new TreeSet<>();

    private void byTheScript() throws Exception {
        Path root = temp.getRoot().toPath().toRealPath();
        Path images = root.resolve("images");
        for (String name : NAMES) {
            Path file = images.resolve(name);
            if (!name.endsWith("/..")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, "x");
            }
        }
        Path listing = root.resolve("listing");
        Process process = new ProcessBuilder(
                        "bash", "-c", RemoteScripts.LIST_IMAGES.text(), "images", images.toString(), root + "/output")
                .directory(Files.createDirectories(root.resolve("work")).toFile())
                .redirectOutput(listing.toFile())
                .start();
        String complaints = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(complaints, process.waitFor(), is(0));
        NulSplitter.split(listing, path -> {
            if (path.startsWith(ImageListing.HIDDEN)) {
                hidden.add(path.substring(ImageListing.HIDDEN.length()));
            } else if (!path.startsWith("/")) {
                files.add(path);
            }
        });
    }

    @Test
    public void keysAreChosenAsFilesAre() throws Exception {
        byTheScript();
        TreeSet<String> keys = new TreeSet<>();
        TreeSet<String> missed = new TreeSet<>();
        for (String name : NAMES) {
            // no key that can be a file has such a part
            if (name.endsWith("/..")) {
                continue;
            }
            String part = HiddenNames.hiddenPart(name);
            if (part.isEmpty()) {
                keys.add(name);
            } else if (HiddenNames.mayBeMissed(part, part.length() < name.length())) {
                missed.add(part);
            }
        }
        assertThat(new ArrayList<>(keys), is(new ArrayList<>(files)));
        assertThat(new ArrayList<>(missed), is(new ArrayList<>(hidden)));
    }

    @Test
    public void whatIsHiddenEndsWithTheFirstNameThatIs() {
        assertThat(HiddenNames.hiddenPart("a/.b/.c/d.tif"), is("a/.b"));
        assertThat(HiddenNames.hiddenPart("a/@eaDir/b"), is("a/@eaDir"));
        assertThat(HiddenNames.hiddenPart("a/b/.c.tif"), is("a/b/.c.tif"));
        assertThat(HiddenNames.hiddenPart("a/b.tif"), is(""));
        assertThat(HiddenNames.hiddenPart(""), is(""));
    }
}
