package io.jenkins.plugins.hummingbird.runner;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import hudson.FilePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class FolderArtifactsTest {
    @Rule
    public TemporaryFolder folder = new TemporaryFolder();

    private void archive(Map<String, String> artifacts) throws Exception {
        Files.writeString(folder.newFolder("source").toPath().resolve("file"), "content");
        new FolderArtifacts(folder.getRoot().toPath().resolve("archive"))
                .archive(new FilePath(folder.getRoot()), null, null, artifacts);
    }

    @Test
    public void anArtifactIsCopiedUnderItsName() throws Exception {
        archive(Map.of("a/b/named", "source/file"));
        Path artifact = folder.getRoot().toPath().resolve("archive/a/b/named");
        assertEquals("content", Files.readString(artifact));
    }

    @Test
    public void anArtifactOutsideOfTheFolderIsRefused() {
        assertThrows(IOException.class, () -> archive(Map.of("../named", "source/file")));
    }
}
