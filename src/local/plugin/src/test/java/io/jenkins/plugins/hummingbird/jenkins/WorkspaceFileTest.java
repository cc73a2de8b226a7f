package io.jenkins.plugins.hummingbird.jenkins;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import hudson.FilePath;
import io.jenkins.plugins.hummingbird.operation.OperationException;
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
    public void mustLieWithinTheWorkspace() {
        for (String path :
                new String[] {"../secret", "pipelines/../../secret", "..\\secret", "C:\\secret", "\\secret"}) {
            assertThat(refusal(workspace, path, 100), is(path + " is not a path within the workspace."));
        }
    }

    @Test
    public void withoutAWorkspaceBothWaysAreNamed() {
        String message = refusal(null, "nuclei.cppipe", 10);
        assertThat(message, containsString("within node"));
        assertThat(message, containsString("pipelineText: readTrusted('nuclei.cppipe')"));
    }
}
