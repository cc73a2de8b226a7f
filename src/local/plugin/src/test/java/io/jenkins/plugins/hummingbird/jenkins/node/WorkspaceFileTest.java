package io.jenkins.plugins.hummingbird.jenkins.node;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;
import static org.junit.Assume.assumeTrue;

import hudson.FilePath;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class WorkspaceFileTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private FilePath workspace;
    private Path copy;

    @Before
    public void aWorkspaceWithAPipeline() throws Exception {
        workspace = new FilePath(folder.newFolder("workspace"));
        copy = folder.getRoot().toPath().resolve("copy");
        Path file = folder.getRoot().toPath().resolve("workspace/pipelines/nuclei.cppipe");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "ten bytes!");
        Files.writeString(folder.getRoot().toPath().resolve("secret"), "not in the workspace");
    }

    private Path root() {
        return folder.getRoot().toPath();
    }

    private String refusal(FilePath from, String path, long most) {
        return assertThrows(OperationException.class, () -> new WorkspaceFile(from, path).copyTo(copy, most))
                .getMessage();
    }

    @Test
    public void isCopied() throws Exception {
        new WorkspaceFile(workspace, "pipelines/nuclei.cppipe").copyTo(copy, 10);
        assertThat(Files.readString(copy), is("ten bytes!"));
    }

    @Test
    public void isRefusedWhenItIsTooLarge() {
        assertThat(refusal(workspace, "pipelines/nuclei.cppipe", 9), containsString("has 10 bytes; at most 9"));
    }

    @Test
    public void isNamedWhenItIsMissingOrAFolder() {
        assertThat(refusal(workspace, "nuclei.cppipe", 10), is("The workspace has no file nuclei.cppipe."));
        assertThat(refusal(workspace, "pipelines", 10), is("The workspace has no file pipelines."));
    }

    @Test
    public void noPathLeavesTheWorkspaceByItsNames() {
        for (String path : new String[] {
            "../secret", "pipelines/../../secret", "..\\secret", "C:\\secret", "\\secret", root().resolve("secret") + ""
        }) {
            assertThat(refusal(workspace, path, 100), startsWith(path + " is not within the workspace. Give a path"));
        }
    }

    @Test
    public void aLinkToAFileOutsideOfTheWorkspaceIsNotFollowed() throws Exception {
        Files.createSymbolicLink(root().resolve("workspace/link.cppipe"), root().resolve("secret"));
        assertThat(refusal(workspace, "link.cppipe", 100), startsWith("link.cppipe is not within the workspace."));
        Files.createSymbolicLink(root().resolve("workspace/relative.cppipe"), Path.of("../secret"));
        assertThat(refusal(workspace, "relative.cppipe", 100), startsWith("relative.cppipe is not within"));
        Files.createSymbolicLink(root().resolve("workspace/second.cppipe"), Path.of("relative.cppipe"));
        assertThat(refusal(workspace, "second.cppipe", 100), startsWith("second.cppipe is not within"));
    }

    @Test
    public void aLinkInBetweenIsNotFollowedOutOfTheWorkspace() throws Exception {
        Files.createSymbolicLink(root().resolve("workspace/pipelines/out"), root());
        assertThat(refusal(workspace, "pipelines/out/secret", 100), startsWith("pipelines/out/secret is not within"));
        assertThat(refusal(workspace, "pipelines\\out\\secret", 100), startsWith("pipelines/out/secret is not within"));
        // not even back into it: the way is outside
        assertThat(
                refusal(workspace, "pipelines/out/workspace/pipelines/nuclei.cppipe", 100),
                startsWith("pipelines/out/workspace/pipelines/nuclei.cppipe is not within"));
    }

    @Test
    public void aLinkWithinTheWorkspaceIsFollowed() throws Exception {
        Files.createSymbolicLink(root().resolve("workspace/current"), Path.of("pipelines"));
        new WorkspaceFile(workspace, "current/nuclei.cppipe").copyTo(copy, 10);
        assertThat(Files.readString(copy), is("ten bytes!"));
    }

    @Test
    public void aWorkspaceThatIsItselfALinkIsRead() throws Exception {
        Path link = Files.createSymbolicLink(root().resolve("linked"), root().resolve("workspace"));
        new WorkspaceFile(new FilePath(link.toFile()), "pipelines/nuclei.cppipe").copyTo(copy, 10);
        assertThat(Files.readString(copy), is("ten bytes!"));
    }

    /** As a file of /proc does, it says that it has no bytes, and has some. */
    @Test
    public void theBytesAreCountedWhileTheyAreCopied() throws Exception {
        FilePath proc = new FilePath(new File("/proc/self"));
        assumeTrue(Files.isReadable(Path.of("/proc/self/status")));
        assertThat(refusal(proc, "status", 10), is("status has more bytes than it said; at most 10 are read."));
        assertThat(Files.exists(copy), is(false));
    }

    @Test
    public void withoutAWorkspaceBothWaysAreNamed() {
        String message = refusal(null, "nuclei.cppipe", 10);
        assertThat(message, containsString("within node"));
        assertThat(message, containsString("pipelineText: readTrusted('nuclei.cppipe')"));
    }
}
