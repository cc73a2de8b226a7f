package io.jenkins.plugins.hummingbird.runner;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import hudson.FilePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import jenkins.local.LocalBuild;
import jenkins.local.LocalJob;
import jenkins.model.LocalJenkins;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class LocalBuildTest {
    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private Path archive(Map<String, String> artifacts) throws Exception {
        Files.writeString(folder.newFolder("source").toPath().resolve("file"), "content");
        LocalJenkins.start(folder.newFolder("home"));
        LocalBuild build = new LocalJob("plates").build(1, true);
        build.pickArtifactManager().archive(new FilePath(folder.getRoot()), null, null, artifacts);
        return build.getRootDir().toPath().resolve("archive");
    }

    @Test
    public void anArtifactIsCopiedUnderItsName() throws Exception {
        Path artifact = archive(Map.of("a/b/named", "source/file")).resolve("a/b/named");
        assertEquals("content", Files.readString(artifact));
    }

    @Test
    public void anArtifactOutsideOfTheFolderIsRefused() {
        assertThrows(IOException.class, () -> archive(Map.of("../named", "source/file")));
    }
}
