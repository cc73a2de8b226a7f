package io.jenkins.plugins.hummingbird.jenkins.node;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.Test;

public class FindProgramTest {
    @Test
    public void theFolderOfAProgramIsThatOfItsNodeWhateverTheControllerRunsOn() {
        assertThat(FindProgram.folderOf("/opt/venv/bin/pcluster"), is("/opt/venv/bin"));
        assertThat(FindProgram.folderOf("/opt/a\\b/pcluster"), is("/opt/a\\b"));
        assertThat(FindProgram.folderOf("C:\\venv\\Scripts\\pcluster.exe"), is("C:\\venv\\Scripts"));
    }
}
