package io.jenkins.plugins.hummingbird.ssh.remote;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.SshRule;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class RemoteFilesTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common();

    @ClassRule
    public static final SshRule SSH = new SshRule(HEAD_NODE);

    /** The head node is this machine, so its files can be examined. */
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private RemoteFiles files;

    @Before
    public void connect() throws OperationException {
        files = new RemoteFiles(SSH.shell());
    }

    private Path at(String name) {
        return folder.getRoot().toPath().resolve(name);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder.getRoot().toPath())) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    public void filesOfAnyNameAreUploadedAndDownloaded() throws Exception {
        for (String name : List.of("-g O'Hara $(touch x);\n*ü", "No such file or directory", "x".repeat(255))) {
            byte[] bytes = SshRule.bytes(name + "\n\0");
            files.upload(bytes, at(name).toString());
            assertArrayEquals(bytes, Files.readAllBytes(at(name)));
            files.download(at(name).toString(), at("back"), 10_000);
            assertArrayEquals(bytes, Files.readAllBytes(at("back")));
            Files.delete(at(name));
            Files.delete(at("back"));
        }
        assertEquals(List.of(), names());
    }

    @Test
    public void aRelativePathThatLooksLikeAnOptionIsAPath() throws Exception {
        // in the user's home, as with scp
        String name = "-hummingbird-test";
        try {
            files.upload(SshRule.bytes("x"), name);
            files.download(name, at("back"), 10);
            assertEquals("x", Files.readString(at("back")));
        } finally {
            SSH.shell().run(Command.of("rm", "-f", "--", name));
        }
    }

    @Test
    public void largeFilesNeedLittleMemory() throws Exception {
        Path local = at("local");
        byte[] block = new byte[1024 * 1024];
        new Random(1).nextBytes(block);
        try (OutputStream out = Files.newOutputStream(local)) {
            for (int i = 0; i < 24; i++) {
                block[0] = (byte) i;
                out.write(block);
            }
        }
        files.upload(local, at("remote").toString());
        assertEquals(-1, Files.mismatch(local, at("remote")));
        files.download(at("remote").toString(), at("back"), 1 << 30);
        assertEquals(-1, Files.mismatch(local, at("back")));
    }

    @Test
    public void anEmptyFileIsAFile() throws Exception {
        files.upload(new byte[0], at("empty").toString());
        files.download(at("empty").toString(), at("back"), 10);
        assertEquals(0, Files.size(at("back")));
    }

    @Test
    public void anUploadReplacesAFileButNotAFolder() throws Exception {
        Files.writeString(at("file"), "before");
        files.upload(SshRule.bytes("after"), at("file").toString());
        assertEquals("after", Files.readString(at("file")));
        Files.createDirectory(at("folder"));
        assertThrows(
                OperationException.class,
                () -> files.upload(SshRule.bytes("x"), at("folder").toString()));
        assertEquals(List.of("file", "folder"), names());
    }

    @Test
    public void anUploadIntoAMissingFolderIsReported() throws Exception {
        String path = at("missing/file").toString();
        OperationException e = assertThrows(OperationException.class, () -> files.upload(SshRule.bytes("x"), path));
        assertTrue(e.getMessage(), e.getMessage().contains(path));
        assertTrue(e.getMessage(), e.getMessage().contains("No such file or directory"));
        assertEquals(List.of(), names());
    }

    @Test
    public void anUploadWhoseFileCannotBeReadLeavesNothing() throws Exception {
        assertThrows(
                IOException.class, () -> files.upload(at("none"), at("file").toString()));
        assertEquals(List.of(), names());
    }

    @Test
    public void aFileThatChangesDuringItsUploadReplacesNothing() throws Exception {
        // Linux reports 0 as the size of these files
        Path grows = Path.of("/proc/self/status");
        IOException e = assertThrows(
                IOException.class, () -> files.upload(grows, at("file").toString()));
        assertTrue(e.getMessage(), e.getMessage().contains("should have 0 bytes"));
        assertEquals(List.of(), names());
    }

    @Test
    public void aMissingFileIsDistinguishedFromOneThatCannotBeRead() throws Exception {
        OperationException e = assertThrows(
                OperationException.class, () -> files.download(at("none").toString(), at("back"), 10));
        assertTrue(e.getMessage(), e.getMessage().contains("there is no file " + at("none")));
        Files.createDirectory(at("folder"));
        e = assertThrows(
                OperationException.class, () -> files.download(at("folder").toString(), at("back"), 1 << 20));
        assertTrue(e.getMessage(), e.getMessage().contains("cannot read " + at("folder")));
    }

    @Test
    public void aFileThatIsTooLargeIsRefused() throws Exception {
        Files.writeString(at("file"), "0123456789");
        String path = at("file").toString();
        files.download(path, at("copy"), 10);
        assertEquals("0123456789", Files.readString(at("copy")));
        assertThrows(OperationException.class, () -> files.download(path, at("other"), 9));
        assertFalse(Files.exists(at("other")));
    }
}
