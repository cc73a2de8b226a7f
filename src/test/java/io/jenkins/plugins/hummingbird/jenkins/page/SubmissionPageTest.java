package io.jenkins.plugins.hummingbird.jenkins.page;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.hummingbird.TestSet;
import io.jenkins.plugins.hummingbird.submit.page.SavedSubmission;
import io.jenkins.plugins.hummingbird.submit.state.SampleForecast;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.Test;

/** The page's real markup, script and style in a real browser; nothing of it is Jenkins' but the colours. */
public class SubmissionPageTest extends PageInBrowser {
    /** Each state once, then waiting; groups 3 and 4 are tried again. */
    private static final String ALL_STATES = "crcwsflw";

    private void isAccessible(int plates, int wells, String theme, String scheme) throws Exception {
        tab.prefer(scheme);
        open(SavedSubmission.plates(folder(), plates, wells).states(ALL_STATES).retry(3, 4), theme);
        tab.evaluate("document.querySelector('[aria-label^=A06]').click()");
        tab.await("document.querySelector('#hummingbird-well').textContent.includes('exit code')");
        isAccessible();
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
        TestSet.takesMinutes();
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

    private void forecastIsAccessible(String theme) throws Exception {
        SampleForecast forecast = new SampleForecast();
        forecast.groups = 384;
        forecast.measured = 4;
        forecast.seconds = 7560;
        forecast.tasksAtOnce = 64;
        forecast.cpuSeconds = 345_600;
        forecast.done = 4;
        forecast.skipsDone = true;
        forecast.leftSeconds = 7480;
        forecast.leftCpuSeconds = 342_000;
        forecast.peakKiB = 1_400_000;
        forecast.bytes = 12_900_000_000L;
        forecast.price = 14.2;
        forecast.currency = "USD";
        open(SavedSubmission.plates(folder(), 1, 96).states("c").sample(384, null), theme);
        tab.await("!document.querySelector('#hummingbird-sample-section').hidden");
        assertThat(
                tab.string("document.querySelector('#hummingbird-sample').textContent"),
                is("The sample has 96 of 384 groups."));
        saved.sample(384, forecast);
        tab.await("document.querySelector('#hummingbird-forecast dd')");
        assertThat(
                tab.string("document.querySelector('#hummingbird-sample').textContent"),
                is("The sample has 96 of 384 groups. Forecast for all 384 groups, from 4 that ran:"));
        assertThat(
                tab.strings(
                        "[...document.querySelector('#hummingbird-forecast').children].map((at) => at.textContent)"),
                is(List.of(
                        "Time",
                        "about 2 h 6 min with 64 tasks at a time",
                        "CPUs",
                        "96.0 CPU-hours",
                        "Memory",
                        "up to 1.3 GiB of memory for a task",
                        "Output",
                        "12.0 GiB of output",
                        "Price",
                        "14.20 USD for nodes",
                        "Left",
                        "at most 95.0 CPU-hours (about 2 h 5 min), as 4 are done")));
        isAccessible();
    }

    @Test
    public void theForecastOfASampleIsShownAndAccessible() throws Exception {
        forecastIsAccessible("none");
    }

    @Test
    public void theForecastOfASampleIsAccessibleInTheDark() throws Exception {
        forecastIsAccessible("dark");
    }

    @Test
    public void mergedTablesAreListedAndAccessible() throws Exception {
        open(
                SavedSubmission.plates(folder(), 2, 96)
                        .states("c")
                        .merged(
                                "P1,Nuclei,parquet,tables/P1/Nuclei.parquet,70012,312,41943040,0",
                                "<b>P2</b>,Image,csv,tables/P2/Image.csv,96,80,2048,1"),
                "none");
        tab.await("document.querySelector('#hummingbird-tables tbody tr')");
        assertThat(
                tab.strings("[...document.querySelectorAll('#hummingbird-tables tbody tr')]"
                        + ".map((row) => [...row.cells].map((cell) => cell.textContent).join('|'))"),
                is(List.of(
                        "P1|Nuclei|parquet|70,012|312|40.0 MiB||/shared/out/tables/P1/Nuclei.parquet",
                        "<b>P2</b>|Image|csv|96|80|2.0 KiB|1 group|/shared/out/tables/P2/Image.csv")));
        isAccessible();
    }

    @Test
    public void whyTasksWaitAndWhatIsReadFromS3IsSaid() throws Exception {
        open(
                SavedSubmission.plates(folder(), 1, 96)
                        .states("ccw")
                        .waiting(94, "Resources")
                        .transferred(3L << 30, 40L << 20),
                "none");
        tab.await("!document.querySelector('#hummingbird-waiting').hidden");
        assertThat(
                tab.string("document.querySelector('#hummingbird-waiting').textContent"),
                startsWith("94 tasks wait: no node has as many free CPUs"));
        assertThat(
                tab.string("document.querySelector('#hummingbird-transfer').textContent"),
                is("S3: 3.0 GiB read, 40.0 MiB written"));
        isAccessible();
    }

    @Test
    public void thereIsNoSectionOfTablesWhereNoneWereMerged() throws Exception {
        plates(1, 96, "c");
        assertThat(tab.string("String(document.querySelector('#hummingbird-tables-section').hidden)"), is("true"));
    }

    @Test
    public void whatItTookIsShownWhenItHasEnded() throws Exception {
        open(SavedSubmission.plates(folder(), 1, 96).states("c"), "none");
        assertThat(tab.string("String(document.querySelector('#hummingbird-usage-section').hidden)"), is("true"));
        saved.took("node1", 1331);
        tab.await("document.querySelector('#hummingbird-usage tbody tr')");
        assertThat(
                tab.strings("[...document.querySelectorAll('#hummingbird-usage tbody tr')]"
                        + ".map((row) => [...row.cells].map((cell) => cell.textContent).join('|'))"),
                is(List.of(
                        "CPU-hours|24.00",
                        "Node-hours|0.25 other nodes",
                        "Memory|asked for 4 GB, the peak was 1.3 GB: memory: '2G' would do",
                        "Time limit|asked for 4h, the longest task took 15 min: timeLimit: '30m' would do")));
        isAccessible();
        tab.evaluate("document.documentElement.dataset.theme = 'dark'");
        isAccessible();
    }

    @Test
    public void thePageOfTheJobHasABarForEachBuild() throws Exception {
        page = new SubmissionPage(folder());
        UsageBars bars = new UsageBars(List.of(
                new UsageBars.Build("#3", 24, 2.5, "USD"),
                new UsageBars.Build("<b>#4</b>", 0, -1, ""),
                new UsageBars.Build("#5", 12, 1.25, "USD")));
        for (String theme : List.of("none", "dark")) {
            tab.open(page.jobAddress(bars, theme));
            assertThat(
                    tab.strings("[...document.querySelectorAll('.hummingbird-trend-bars rect')].map((bar) =>"
                            + " bar.getAttribute('x') + ' ' + bar.getAttribute('height') + ' ' + bar.textContent)"),
                    is(List.of(
                            "1 100.0 #3: 24.00 CPU-hours, about 2.50 USD",
                            "11 2.0 <b>#4</b>: less than 0.01 CPU-hours",
                            "21 50.0 #5: 12.00 CPU-hours, about 1.25 USD")));
            assertThat(
                    "they are drawn",
                    tab.string("[...document.querySelectorAll('.hummingbird-trend-bars rect')].map((bar) =>"
                            + " Math.round(bar.getBoundingClientRect().height)).join(' ')"),
                    is("95 2 48"));
            assertThat(
                    tab.string("document.querySelector('.hummingbird-trend-bars').getAttribute('aria-label')"),
                    is("CPU-hours of 3 builds, between less than 0.01 and 24.00"));
            isAccessible();
        }
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
                tab.string("document.querySelectorAll('#hummingbird section[id$=-section][hidden]').length"), is("6"));
        saved.states("cw");
        awaitPlatesAndRows();
        tab.await("document.querySelector('[aria-label=\"A01 completed\"]')");
        assertThat(
                tab.string("document.querySelectorAll('#hummingbird section[id$=-section][hidden]').length"), is("4"));
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
        isAccessible();
    }

    @Test
    public void theBuildsOwnPageIsAccessibleInTheDark() throws Exception {
        openBuild("dark", "dark");
        isAccessible();
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
