package io.jenkins.plugins.hummingbird.jenkins.page;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
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
import java.util.Set;
import java.util.TreeSet;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The page's real markup, script and style in a real browser; nothing of it is Jenkins' but the colours. */
public class SubmissionPageTest {
    @ClassRule
    public static final ChromiumRule CHROMIUM = new ChromiumRule();

    /** Each state once, then waiting; groups 3 and 4 are tried again. */
    private static final String ALL_STATES = "crcwsflw";

    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private Tab tab;
    private SavedSubmission saved;
    private SubmissionPage page;

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

    private String resource(String name) throws IOException {
        try (InputStream in = getClass().getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Path folder() {
        return temporary.getRoot().toPath();
    }

    private void open(SavedSubmission submission, String theme) throws Exception {
        saved = submission;
        page = new SubmissionPage(folder());
        tab.open(page.address(theme));
        awaitPlatesAndRows();
    }

    private void plates(int plates, int wells, String states) throws Exception {
        open(SavedSubmission.plates(folder(), plates, wells).states(states), "none");
    }

    private void awaitPlatesAndRows() {
        tab.await("document.querySelector('.hummingbird-plate td[aria-label]')"
                + " && document.querySelector('#hummingbird-groups tbody tr')");
    }

    private void choose(String state) {
        tab.evaluate("(() => { const filter = document.querySelector('#hummingbird-filter');" + " filter.value = '"
                + state + "'; filter.dispatchEvent(new Event('change')); })()");
    }

    private void awaitPager(String text) {
        tab.await("document.querySelector('#hummingbird-groups-pager').textContent.includes('" + text + "')");
    }

    private void isAccessible(int plates, int wells, String theme, String scheme) throws Exception {
        tab.prefer(scheme);
        open(SavedSubmission.plates(folder(), plates, wells).states(ALL_STATES).retry(3, 4), theme);
        tab.evaluate("document.querySelector('[aria-label^=A06]').click()");
        tab.await("document.querySelector('#hummingbird-well').textContent.includes('exit code')");
        tab.evaluate(resource("/axe.min.js"));
        assertThat(tab.strings("probes.violations()"), is(empty()));
    }

    @Test
    public void aPlateOf384WellsIsAccessible() throws Exception {
        isAccessible(1, 384, "none", "light");
    }

    @Test
    public void aPlateOf384WellsIsAccessibleInTheDark() throws Exception {
        isAccessible(1, 384, "dark", "light");
    }

    @Test
    public void aPlateOf1536WellsIsAccessible() throws Exception {
        isAccessible(1, 1536, "none", "light");
    }

    @Test
    public void aPlateOf1536WellsIsAccessibleWhereTheSystemPrefersTheDark() throws Exception {
        isAccessible(1, 1536, "dark-system", "dark");
    }

    @Test
    public void tenThousandGroupsAreAccessible() throws Exception {
        isAccessible(27, 384, "none", "light");
    }

    @Test
    public void tenThousandGroupsAreAccessibleInTheDark() throws Exception {
        isAccessible(27, 384, "dark", "light");
    }

    @Test
    public void noTwoStatesLookAlikeWithoutColour() throws Exception {
        open(SavedSubmission.plates(folder(), 1, 384).states(ALL_STATES).retry(3, 4), "none");
        List<String> looks = tab.strings("[...'12345678'].map((column) =>"
                + " probes.looks(document.querySelector('#hummingbird-plates tbody tr').cells[column]))");
        assertThat(looks.toString(), Set.copyOf(looks), hasSize(8));
        assertThat(
                tab.strings("[...'12345678'].map((column) =>"
                        + " document.querySelector('#hummingbird-plates tbody tr').cells[column].textContent)"),
                is(List.of("C", "R", "C", "", "S", "F", "L", "")));
    }

    @Test
    public void everyWellHasTheLetterOfItsState() throws Exception {
        plates(1, 1536, "crsfl".repeat(307) + "f");
        String wells = tab.string("[...document.querySelectorAll('.hummingbird-plate td .hummingbird-mark')]"
                + ".map((mark) => mark.textContent).join('')");
        assertThat(wells, is("CRSFL".repeat(307) + "F"));
        assertThat(
                tab.string("document.querySelector('[aria-label^=AF48]').getAttribute('aria-label')"),
                is("AF48 failed"));
    }

    /** 4.5 is what WCAG 2.2 wants of text, level AA. */
    @Test
    public void everyLetterAndWordCanBeReadOnItsColour() throws Exception {
        open(SavedSubmission.plates(folder(), 1, 384).states(ALL_STATES).retry(3, 4), "none");
        for (String theme : List.of("none", "dark")) {
            tab.evaluate("document.documentElement.dataset.theme = '" + theme + "'");
            assertThat(
                    theme,
                    tab.strings("probes.unreadable('#hummingbird .hummingbird-mark, #hummingbird th, #hummingbird p,"
                            + " #hummingbird li span, #hummingbird tbody td, #hummingbird caption', 4.5)"),
                    is(empty()));
        }
    }

    @Test
    public void tenThousandGroupsAreSortedFilteredAndPaged() throws Exception {
        plates(27, 384, "cccf".repeat(2500) + "lw");
        awaitPager("10368 groups, page 1 of 104");
        choose("failed");
        awaitPager("2500 groups, page 1 of 25");
        assertThat(Set.copyOf(tab.strings("probes.cells(1)")), is(Set.of("Ffailed")));
        assertThat(tab.strings("probes.cells(0)"), hasSize(100));
        assertThat(tab.strings("probes.cells(0)").get(0), is("Plate=P1, Well=A04"));
        tab.evaluate("document.querySelectorAll('#hummingbird-groups-pager button')[1].click()");
        awaitPager("page 2 of 25");
        choose("");
        awaitPager("10368 groups, page 1 of 104");
        tab.evaluate("document.querySelector('[data-sort=state]').click()");
        tab.await("document.querySelector('[aria-sort=ascending]')");
        tab.evaluate("document.querySelector('[data-sort=state]').click()");
        tab.await("document.querySelector('[aria-sort=descending]')");
        assertThat(tab.strings("probes.cells(1)").get(0), is("Llost"));
        assertThat(tab.string("document.querySelectorAll('.hummingbird-plate').length"), is("12"));
        tab.evaluate("document.querySelectorAll('#hummingbird-plates-pager button')[1].click()");
        tab.await("document.querySelector('caption').textContent === 'Plate P13'");
    }

    /** The browser may say that it has a key before it has moved the focus. */
    private void tabOn() {
        tab.evaluate("probes.focused = document.activeElement; 0");
        tab.press("Tab");
        tab.await("document.activeElement !== probes.focused");
    }

    @Test
    public void allCanBeReachedAndUsedByTheKeyboard() throws Exception {
        plates(1, 384, "cfw");
        Set<String> reached = new TreeSet<>();
        for (tabOn(); !tab.string("document.activeElement.tagName").equals("BODY"); tabOn()) {
            String what = tab.string("document.activeElement.id || document.activeElement.dataset.sort"
                    + " || document.activeElement.getAttribute('aria-label') || document.activeElement.textContent");
            if (what.startsWith("A01")) {
                tab.press("ArrowRight");
                tab.await("document.querySelector('#hummingbird-well').textContent.includes('exit code 1')");
                tab.press("End");
                tab.press("ArrowDown");
                tab.press("ArrowDown");
                tab.await("document.activeElement.getAttribute('aria-label') === 'C24 waiting'");
                // until then the focus comes back from what is replaced
                tab.await("document.querySelector('#hummingbird-well').textContent.includes('C24')");
            }
            if (what.equals("state")) {
                tab.press("Enter");
                tab.press("Enter");
                tab.await("document.querySelector('[aria-sort=descending]')");
                assertThat(tab.string("document.activeElement.dataset.sort"), is("state"));
            }
            reached.add(what);
        }
        assertThat(
                String.join("; ", reached),
                is("A01 completed; Attempts and log of Plate=P1, Well=A02; Next; Table of groups; group;"
                        + " hummingbird-filter; imageSets; retries; seconds; state"));
    }

    @Test
    public void anUpdateTouchesOnlyWhatChanged() throws Exception {
        plates(1, 384, "crw");
        tab.evaluate("probes.watch()");
        Thread.sleep(600);
        assertThat("while nothing happens", tab.strings("[...probes.changed]"), is(empty()));
        saved.states("ccw");
        tab.await("document.querySelector('[aria-label=\"A02 completed\"]')");
        tab.await("probes.cells(1)[1] === 'Ccompleted'");
        assertThat(
                new TreeSet<>(tab.strings("[...probes.changed]")).toString(),
                is("[A02, Plate=P1, Well=A02, hummingbird-bar, hummingbird-legend]"));
    }

    @Test
    public void whatFailedToLoadIsAskedForAgain() throws Exception {
        saved = SavedSubmission.plates(folder(), 1, 384).states("cfw");
        page = new SubmissionPage(folder());
        page.failOnce("plates", 503);
        tab.open(page.address("none"));
        tab.await("document.querySelector('[aria-label=\"A02 failed\"]')");
        awaitPlatesAndRows();
        page.failOnce("groups", 503);
        saved.states("ccw");
        tab.await("probes.cells(1)[1] === 'Ccompleted'");
        assertThat(tab.complaints().toString(), containsString("503"));
        tab.complaints().clear();
    }

    @Test
    public void platesAndGroupsAppearWhenTheyAreKnown() throws Exception {
        saved = SavedSubmission.plates(folder(), 1, 384).unplanned();
        page = new SubmissionPage(folder());
        tab.open(page.address("none"));
        tab.await("document.querySelector('#hummingbird-status').textContent");
        assertThat(
                tab.string("document.querySelectorAll('#hummingbird section[id$=-section][hidden]').length"), is("2"));
        saved.states("cw");
        awaitPlatesAndRows();
        tab.await("document.querySelector('[aria-label=\"A01 completed\"]')");
        assertThat(
                tab.string("document.querySelectorAll('#hummingbird section[id$=-section][hidden]').length"), is("0"));
    }

    private void openBuild(String theme, String scheme) throws Exception {
        tab.prefer(scheme);
        saved = SavedSubmission.plates(folder(), 1, 96).states("crfw");
        page = new SubmissionPage(folder());
        tab.open(page.buildAddress(theme));
        tab.await("document.querySelector('.hummingbird-summary rect')");
    }

    @Test
    public void theBuildsOwnPageFollowsTheSubmission() throws Exception {
        openBuild("none", "light");
        assertThat(text("status"), is("tasks are running"));
        assertThat(text("counts"), is("96 groups: 93 waiting, 1 running, 1 completed, 1 failed"));
        assertThat(text("failure"), is("Plate=P1, Well=A03 failed: CellProfiler ended with exit code 2."));
        saved.states("ccffw");
        tab.await(
                "document.querySelector('[data-text=counts]').textContent.includes('92 waiting, 2 completed, 2 failed')");
        tab.await("document.querySelector('.hummingbird-summary svg').getAttribute('aria-label').includes('2 failed')");
        tab.press("Tab");
        assertThat(tab.string("document.activeElement.textContent"), is("Plates and groups"));
    }

    private String text(String name) {
        return tab.string("document.querySelector('[data-text=" + name + "]').textContent");
    }

    @Test
    public void theBuildsOwnPageIsAccessible() throws Exception {
        openBuild("none", "light");
        tab.evaluate(resource("/axe.min.js"));
        assertThat(tab.strings("probes.violations()"), is(empty()));
    }

    @Test
    public void theBuildsOwnPageIsAccessibleInTheDark() throws Exception {
        openBuild("dark", "dark");
        tab.evaluate(resource("/axe.min.js"));
        assertThat(tab.strings("probes.violations()"), is(empty()));
    }

    @Test
    public void whoIsLoggedOutIsToldSoUntilJenkinsAnswersAgain() throws Exception {
        plates(1, 96, "cfw");
        page.failOnce("data", 403);
        tab.await("document.querySelector('#hummingbird-status').textContent.startsWith('Jenkins answers HTTP 403')");
        tab.await("document.querySelector('#hummingbird-status').textContent === 'tasks are running'");
        tab.complaints().clear();
    }

    @Test
    public void theLastPageHandsTheFocusToTheOtherButton() throws Exception {
        plates(1, 384, "c".repeat(384));
        for (int pages = 2; pages <= 4; pages++) {
            tab.evaluate("document.querySelectorAll('#hummingbird-groups-pager button')[1].focus()");
            tab.press("Enter");
            awaitPager("page " + pages + " of 4");
        }
        assertThat(tab.string("document.activeElement.textContent"), is("Previous"));
    }

    @Test
    public void theAttemptsOfAGroupAreShownAndClosedByTheKeyboard() throws Exception {
        open(
                SavedSubmission.plates(folder(), 1, 96)
                        .states("cfw")
                        .retry(2)
                        .failed(2, 0, "CellProfiler ended with exit code 1", "Traceback <b>of the first</b>")
                        .failed(2, 1, "the node failed", ""),
                "none");
        tab.evaluate("document.querySelector('[data-log=\"2\"]').focus()");
        tab.press("Enter");
        tab.await("!document.querySelector('#hummingbird-log').hidden");
        assertThat(tab.string("document.activeElement.textContent"), is("Plate=P1, Well=A02"));
        assertThat(
                tab.strings(
                        "[...document.querySelectorAll('#hummingbird-log-text > *')].map((one) => one.textContent)"),
                is(List.of(
                        "First attempt",
                        "CellProfiler ended with exit code 1",
                        "Traceback <b>of the first</b>",
                        "The whole log is on the head node: /shared/out/.hummingbird/x/logs/0/2",
                        "Retry 1",
                        "the node failed",
                        "The whole log is on the head node: /shared/out/.hummingbird/x/logs/0/2")));
        tab.evaluate(resource("/axe.min.js"));
        assertThat(tab.strings("probes.violations()"), is(empty()));
        tab.press("Escape");
        assertThat(tab.string("document.querySelector('#hummingbird-log').hidden"), is("true"));
        assertThat(tab.string("document.activeElement.dataset.log"), is("2"));
    }

    private static final String BELOW_LOG_BUTTON =
            "document.querySelector('%s [data-log=\"2\"]').closest('tr, p').nextElementSibling?.textContent";

    @Test
    public void theAttemptsOpenBelowTheirRowAndStayThereWhileRowsChange() throws Exception {
        open(SavedSubmission.plates(folder(), 1, 96).states("cfw").failed(2, 0, "exit code 1", "Traceback"), "none");
        tab.evaluate("document.querySelector('#hummingbird-groups [data-log=\"2\"]').click()");
        tab.await(String.format(BELOW_LOG_BUTTON, "#hummingbird-groups") + ".includes('Traceback')");
        saved.states("flw");
        tab.await("probes.cells(1).includes('Llost')");
        assertThat(tab.string(String.format(BELOW_LOG_BUTTON, "#hummingbird-groups")), containsString("Traceback"));
        assertThat(tab.string("document.activeElement.id"), is("hummingbird-log-title"));
        choose("completed");
        awaitPager("0 groups");
        assertThat(tab.string("document.querySelector('#hummingbird-log').hidden"), is("true"));
    }

    @Test
    public void theAttemptsOfAChosenWellOpenBelowItsLine() throws Exception {
        open(SavedSubmission.plates(folder(), 1, 96).states("cfw").failed(2, 0, "exit code 1", "Traceback"), "none");
        tab.evaluate("document.querySelector('[aria-label^=A02]').click()");
        tab.await("document.querySelector('#hummingbird-well [data-log]')");
        tab.evaluate("document.querySelector('#hummingbird-well [data-log]').click()");
        tab.await(String.format(BELOW_LOG_BUTTON, "#hummingbird-well") + ".includes('Traceback')");
    }

    /** As wide as what Jenkins leaves for it beside its side panel, or below it. */
    @Test
    public void rowsOfTheTableAreOneLineHighAndNamesBreakNowhere() throws Exception {
        plates(1, 384, "c");
        for (int width : new int[] {360, 800, 1280, 1920}) {
            tab.resize(width, 900, 1);
            assertThat(
                    "rows that are higher than a line at " + width,
                    tab.strings("[...document.querySelectorAll('#hummingbird-groups tbody tr')]"
                            + ".filter((row) => row.offsetHeight > 36).map((row) => row.textContent)"),
                    is(empty()));
            assertThat(
                    "the page scrolls sideways at " + width,
                    tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
                            .asBoolean(),
                    is(true));
        }
    }

    @Test
    public void groupsThatFailedComeFirstWithTheirReasonsBesideTheState() throws Exception {
        plates(1, 384, "ccccf" + "c".repeat(200) + "l" + "c");
        assertThat(
                tab.strings("probes.cells(0).slice(0, 3)"),
                is(List.of("Plate=P1, Well=A05", "Plate=P1, Well=I14", "Plate=P1, Well=A01")));
        assertThat(tab.strings("probes.cells(2)").get(0), containsString("CellProfiler ended with exit code 4"));
    }

    @Test
    public void theFilterIsASelectOfJenkins() throws Exception {
        plates(1, 96, "c");
        assertThat(
                tab.string("document.querySelector('.jenkins-select > select.jenkins-select__input').id"),
                is("hummingbird-filter"));
        assertThat(
                "not as wide as the page",
                tab.evaluate("document.querySelector('#hummingbird-filter').offsetWidth < 300")
                        .asBoolean(),
                is(true));
    }

    @Test
    public void aRowThatChangesKeepsTheFocusOfItsButton() throws Exception {
        plates(1, 96, "cfw");
        tab.evaluate("document.querySelector('#hummingbird-groups [data-log=\"2\"]').focus()");
        saved.states("clw");
        tab.await("probes.cells(1)[0] === 'Llost'");
        assertThat(tab.string("document.activeElement.dataset.log"), is("2"));
        saved.states("ccw");
        tab.await("!probes.cells(1).includes('Llost')");
        assertThat(tab.string("document.activeElement.className"), is("hummingbird-scroll"));
    }

    @Test
    public void whatPeopleWroteIsTextAndNeverMarkup() throws Exception {
        String name = "<img src=x onerror=alert(1)> & 'P1'";
        open(
                SavedSubmission.of(folder(), List.of("Plate", "Well"), List.of(List.of(name, "A01")))
                        .states("f"),
                "none");
        assertThat(tab.string("document.querySelector('caption').textContent"), is("Plate " + name));
        assertThat(tab.strings("probes.cells(0)").get(0), is("Plate=" + name + ", Well=A01"));
        assertThat(
                tab.evaluate("document.querySelectorAll('#hummingbird img').length")
                        .asInt(),
                is(0));
    }
}
