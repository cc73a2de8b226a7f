package io.jenkins.plugins.hummingbird.jenkins.node;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
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
import org.jvnet.hudson.test.JenkinsRule;

/** Files of a real agent, which runs on this machine. */
public class WorkspaceFileJenkinsTest {
    @Rule
    public final JenkinsRule jenkins = new JenkinsRule();

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private FilePath workspace;
    private Path onThisMachine;
    private Path secret;

    @Before
    public void aWorkspaceOfAnAgent() throws Exception {
        assumeTrue("links can be made", File.separatorChar == '/');
        workspace = jenkins.createOnlineSlave().getRootPath().child("workspace of plates");
        workspace.mkdirs();
        workspace.child("nuclei.cppipe").write("ten bytes!", "UTF-8");
        onThisMachine = Path.of(workspace.getRemote());
        secret = temporary.newFile("secret").toPath();
    }

    private String refusal(String path, long most) {
        Path copy = temporary.getRoot().toPath().resolve("copy");
        return assertThrows(OperationException.class, () -> new WorkspaceFile(workspace, path).copyTo(copy, most))
                .getMessage();
    }

    @Test
    public void aFileOfTheWorkspaceIsCopied() throws Exception {
        Files.createSymbolicLink(onThisMachine.resolve("link"), Path.of("nuclei.cppipe"));
        for (String path : new String[] {"nuclei.cppipe", "link"}) {
            Path copy = temporary.getRoot().toPath().resolve("copy of " + path);
            new WorkspaceFile(workspace, path).copyTo(copy, 10);
            assertThat(Files.readString(copy), is("ten bytes!"));
        }
        assertThat(refusal("nuclei.cppipe", 9), containsString("at most 9 are read"));
    }

    @Test
    public void nothingOutsideOfTheWorkspaceIsRead() throws Exception {
        Files.createSymbolicLink(onThisMachine.resolve("link"), secret);
        Files.createSymbolicLink(onThisMachine.resolve("folder"), secret.getParent());
        for (String path : new String[] {"link", "folder/secret", secret.toString(), "../secret"}) {
            assertThat(refusal(path, 100), containsString("is not within the workspace"));
        }
    }
}
