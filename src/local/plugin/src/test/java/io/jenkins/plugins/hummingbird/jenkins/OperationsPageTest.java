package io.jenkins.plugins.hummingbird.jenkins;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.Assert.assertThrows;

import hudson.ExtensionList;
import io.jenkins.plugins.hummingbird.jenkins.page.OperationsPage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.Rule;
import org.junit.Test;

/** The page of all operations that are under way, for administrators. */
public class OperationsPageTest {
    @Rule
    public final LocalController controller = new LocalController();

    private static List<OperationsPage.Row> rows() {
        return new OperationsPage().getRows();
    }

    @Test
    public void eachOperationHasARowUntilItEnds() throws Exception {
        assertThat(rows(), hasSize(0));
        for (int build = 1; build <= 200; build++) {
            entry("submit-" + build, "plates#" + build);
        }
        controller.restart();
        assertThat(rows(), hasSize(200));
        OperationsPage.Row row = rows().get(0);
        assertThat(row.getBuild(), containsString("plates#"));
        assertThat(row.getUrl(), is(nullValue()));
        assertThat(row.getLabel(), containsString("submit-"));
        assertThat(row.getStatus(), is("not taken up yet after the start of Jenkins"));
    }

    private void entry(String id, String build) throws Exception {
        Path folder = Files.createDirectories(controller.home().resolve("hummingbird/unfinished"));
        Files.writeString(folder.resolve(id), build + "\n" + controller.home().resolve("gone") + "\n\n");
    }

    @Test
    public void isForAdministrators() {
        OperationsPage page = new OperationsPage();
        assertThat(page.getTarget(), is(page));
        controller.grantOnly(Set.of());
        assertThrows(SecurityException.class, page::getTarget);
        assertThat(ExtensionList.lookup(OperationsPage.class), not(hasSize(0)));
    }
}
