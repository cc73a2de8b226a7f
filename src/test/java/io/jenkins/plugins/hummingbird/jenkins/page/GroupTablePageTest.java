package io.jenkins.plugins.hummingbird.jenkins.page;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.submit.page.SavedSubmission;
import java.util.List;
import java.util.Set;
import org.junit.Test;

/** The table of groups in a real browser, and the attempts that open below its rows. */
public class GroupTablePageTest extends PageInBrowser {
    private static final String BELOW_LOG_BUTTON =
            "document.querySelector('%s [data-log=\"2\"]').closest('tr, p').nextElementSibling?.textContent";

    private void choose(String state) {
        tab.evaluate("(() => { const filter = document.querySelector('#hummingbird-filter');" + " filter.value = '"
                + state + "'; filter.dispatchEvent(new Event('change')); })()");
    }

    private void awaitPager(String text) {
        tab.await("document.querySelector('#hummingbird-groups-pager').textContent.includes('" + text + "')");
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
        isAccessible();
        tab.press("Escape");
        assertThat(tab.string("document.querySelector('#hummingbird-log').hidden"), is("true"));
        assertThat(tab.string("document.activeElement.dataset.log"), is("2"));
    }

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
                tab.string(
                        "document.querySelector('#hummingbird-groups-section .jenkins-select > select.jenkins-select__input').id"),
                is("hummingbird-filter"));
        assertThat(
                "not as wide as the page",
                tab.evaluate("document.querySelector('#hummingbird-filter').offsetWidth < 300")
                        .asBoolean(),
                is(true));
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
}
