package io.jenkins.plugins.hummingbird.jenkins.page;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.ChromiumRule;
import io.jenkins.plugins.hummingbird.browser.Tab;
import io.jenkins.plugins.hummingbird.submit.page.SavedSubmission;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.rules.TemporaryFolder;

/** What tests of the page in a browser have in common: a tab for each test, and the page of a submission in it. */
public abstract class PageInBrowser {
    @ClassRule
    public static final ChromiumRule CHROMIUM = new ChromiumRule();

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    Tab tab;
    SavedSubmission saved;
    SubmissionPage page;

    @Before
    public void aTab() throws Exception {
        tab = CHROMIUM.newTab();
        tab.resize(1400, 1000, 1);
        tab.runFirst(resource("probes.js"));
    }

    /** In every test: no policy is violated, no file is missing, no script throws. */
    @After
    public void nothingIsComplainedOf() {
        List<String> complaints = new ArrayList<>(tab.complaints());
        tab.close();
        if (page != null) {
            page.close();
        }
        assertThat(complaints, is(empty()));
    }

    String resource(String name) throws IOException {
        try (InputStream in = PageInBrowser.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    Path folder() {
        return temporary.getRoot().toPath();
    }

    void open(SavedSubmission submission, String theme) throws Exception {
        saved = submission;
        page = new SubmissionPage(folder());
        tab.open(page.address(theme));
        awaitPlatesAndRows();
    }

    void plates(int plates, int wells, String states) throws Exception {
        open(SavedSubmission.plates(folder(), plates, wells).states(states), "none");
    }

    void awaitPlatesAndRows() {
        tab.await("document.querySelector('.hummingbird-plate td[aria-label]')"
                + " && document.querySelector('#hummingbird-groups tbody tr')");
    }

    /** Has axe-core check the page as it is. */
    void isAccessible() throws IOException {
        tab.evaluate(resource("/axe.min.js"));
        assertThat(tab.strings("probes.violations()"), is(empty()));
    }
}
