package io.jenkins.plugins.hummingbird.jenkins.page;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.hummingbird.measure.TestRecords;
import io.jenkins.plugins.hummingbird.submit.page.ColumnValues;
import io.jenkins.plugins.hummingbird.submit.page.MadeUpMeasurements;
import io.jenkins.plugins.hummingbird.submit.page.SavedSubmission;
import io.jenkins.plugins.hummingbird.submit.plates.HeatColors;
import io.jenkins.plugins.hummingbird.submit.plates.WellPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.Test;

/** The wells of a plate in the colours of what was measured, in a real browser. */
public class HeatMapPageTest extends MeasuredPage {
    /** Red, green and blue in a corner of a well, where no text is; with a fourth number for how opaque it is. */
    private List<String> pixel(int well) {
        return tab.strings("probes.pixel(0, " + well / COLUMNS + ", " + well % COLUMNS + ")");
    }

    private static void isNear(List<String> pixel, String color) {
        for (int i = 0; i < 3; i++) {
            int wanted = Integer.parseInt(color.substring(1 + 2 * i, 3 + 2 * i), 16);
            assertThat(pixel + " for " + color, Math.abs(Integer.parseInt(pixel.get(i)) - wanted), is(lessThan(6)));
        }
    }

    @Test
    public void aWellHasTheColorOfItsCountAndSaysIt() throws Exception {
        measure(1, 384, "c", 5, "");
        assertThat(
                tab.string("document.querySelector('td[aria-label^=D07]').getAttribute('aria-label')"),
                is("D07 completed"));
        colorBy(COUNT);
        ColumnValues.Plate plate = plate(0);
        double z = (plate.values()[D07] - plate.median()) / (1.4826 * plate.mad());
        awaitLabel("D07", "nuclei");
        assertThat(
                tab.string("document.querySelector('td[aria-label^=D07]').getAttribute('aria-label')"),
                is("D07: " + text(plate.values()[D07]) + " nuclei, plate median " + text(plate.median()) + ", z "
                        + String.format(Locale.ROOT, "%.1f", z)));
        ColumnValues all = counts();
        for (int well : new int[] {D07, 4 * COLUMNS + 3, 200}) {
            isNear(pixel(well), HeatColors.at((plate.values()[well] - all.low()) / (all.high() - all.low())));
        }
        change("#hummingbird-coloring select", "");
        awaitLabel("D07", "D07 completed");
        assertThat(tab.evaluate(HEAT + " === null").asBoolean(), is(true));
    }

    @Test
    public void wellsWithoutAValueAreHatchedAndSayTheirState() throws Exception {
        measure(1, 384, "c".repeat(40) + "frw", 5, "");
        colorBy(COUNT);
        awaitLabel("B17", "B17: no value, failed");
        awaitLabel("B18", "B18: no value, running");
        assertThat(
                "lines with something of the page between them",
                tab.evaluate("probes.opaque(0, 15, 23) > 0.1 && probes.opaque(0, 15, 23) < 0.9")
                        .asBoolean(),
                is(true));
        assertThat(tab.evaluate("probes.opaque(0, 0, 0)").asDouble(), is(1.0));
    }

    @Test
    public void valuesComeWhileWellsEnd() throws Exception {
        measure(1, 384, "c".repeat(40) + "rw", 5, "");
        colorBy(COUNT);
        awaitLabel("B17", "B17: no value, running");
        states("c".repeat(41) + "rw");
        awaitLabel("B17", " nuclei, plate median");
        awaitLabel("B18", "B18: no value, running");
        tab.await("document.querySelector('#hummingbird-scale svg').getAttribute('aria-label').startsWith('41 wells')");
    }

    @Test
    public void cellsThatSayTheSameAreLeftAlone() throws Exception {
        measure(1, 384, "c".repeat(40) + "rw", 5, "");
        colorBy(COUNT);
        awaitLabel("P24", "no value");
        tab.evaluate("probes.watch()");
        states("c".repeat(40) + "fw");
        awaitLabel("B17", "B17: no value, failed");
        tab.await("probes.cells(1)[0] === 'Ffailed'");
        TreeSet<String> changed = new TreeSet<>(tab.strings("[...probes.changed]"));
        changed.removeIf(name -> !name.matches("[A-P][0-9]{2}:?"));
        assertThat(changed.toString(), is("[B17:]"));
    }

    @Test
    public void robustZIsColoredFromBlueToOrangeAroundTheMedianOfThePlate() throws Exception {
        measure(1, 384, "c", 5, "");
        colorBy(COUNT);
        change("#hummingbird-show", "z");
        tab.await("location.hash.includes('show=z')");
        ColumnValues.Plate plate = plate(0);
        int low = 4 * COLUMNS + 3;
        int high = 0;
        for (int i = 0; i < plate.values().length; i++) {
            high = plate.values()[i] > plate.values()[high] ? i : high;
        }
        List<String> below = pixel(low);
        List<String> above = pixel(high);
        assertThat("blue", Integer.parseInt(below.get(2)), is(greaterThan(Integer.parseInt(below.get(0)) + 20)));
        assertThat("orange", Integer.parseInt(above.get(0)), is(greaterThan(Integer.parseInt(above.get(2)) + 20)));
        assertThat(
                tab.string(
                        "[...document.querySelectorAll('#hummingbird-scale text')].map((one) => one.textContent)[1]"),
                is("0"));
    }

    @Test
    public void platesHaveOneScaleOrEachItsOwn() throws Exception {
        measure(2, 96, "c", 5, "");
        colorBy(COUNT);
        String svgs = "document.querySelectorAll('#hummingbird-plates-section .hummingbird-legend-scale').length";
        assertThat(tab.evaluate(svgs).asInt(), is(1));
        tab.evaluate("document.querySelector('#hummingbird-own').click()");
        tab.await(svgs + " === 2");
        assertThat(
                tab.string("document.querySelectorAll('.hummingbird-plate-legend svg')[1].getAttribute('aria-label')"),
                containsString("colours from " + text(plate(1).low())));
        tab.evaluate("document.querySelector('#hummingbird-own').click()");
        tab.await(svgs + " === 1");
    }

    @Test
    public void theLegendSaysHowManyValuesAreCutOff() throws Exception {
        measure(1, 384, "c", 5, "#column=" + COUNT);
        tab.await("document.querySelector('#hummingbird-scale svg')");
        assertThat(
                tab.string("document.querySelector('#hummingbird-scale svg').getAttribute('aria-label')"),
                containsString("8 below and 8 above have those of the ends"));
        assertThat(
                tab.evaluate("document.querySelectorAll('#hummingbird-scale .hummingbird-clip').length")
                        .asInt(),
                is(2));
    }

    @Test
    public void theMediansOfRowsAndColumnsStandBesideThePlate() throws Exception {
        measure(1, 384, "c", 5, "");
        colorBy(COUNT);
        List<String> strips = tab.strings("[...document.querySelectorAll('.hummingbird-strip')]"
                + ".filter((td) => td.style.backgroundColor).map((td) => td.getAttribute('aria-label'))");
        assertThat(strips.size(), is(16 + 24));
        assertThat(strips.get(4), is("row E: median " + text(plate(0).rowMedians()[4])));
        assertThat(strips.get(16 + 23), is("column 24: median " + text(plate(0).columnMedians()[23])));
    }

    @Test
    public void theKeysThatMoveBetweenWellsMoveBetweenValues() throws Exception {
        measure(1, 384, "c", 5, "#column=" + COUNT);
        tab.await(HEAT);
        tab.evaluate("document.querySelector('td[tabindex=\"0\"]').focus()");
        tab.press("ArrowDown");
        tab.press("End");
        tab.await("document.activeElement.getAttribute('aria-label').startsWith('B24: ')");
        tab.await("document.querySelector('#hummingbird-well').textContent.includes('B24')");
        assertThat(tab.string("document.activeElement.title"), containsString(" nuclei, plate median "));
    }

    @Test
    public void aSelectorAppearsWithTheFirstValues() throws Exception {
        open(SavedSubmission.plates(folder(), 1, 96).states("cccw"), "none");
        assertThat(
                tab.evaluate("document.querySelector('#hummingbird-coloring').hidden")
                        .asBoolean(),
                is(true));
        saved.measured(
                TestRecords.group(1, "P1", 0, TestRecords.of(1204, 1.5)),
                TestRecords.group(2, "P1", 1, TestRecords.of(300, 2.5)),
                TestRecords.group(3, "P1", 2, TestRecords.of(1840, 4)));
        saved.states("cccrw");
        tab.await("!document.querySelector('#hummingbird-coloring').hidden");
        colorBy(COUNT);
        awaitLabel("A01", "A01: 1,204 nuclei, plate median 1,204, z 0.0");
        awaitLabel("A02", "A02: 300 nuclei, plate median 1,204, z -1.0");
        awaitLabel("A04", "A04: no value, running");
        tab.evaluate("document.querySelector('td[aria-label^=A02]').click()");
        tab.await("document.querySelector('#hummingbird-well').textContent.includes('rank 3 of 3 wells')");
        tab.await("document.querySelector('#hummingbird-wells tbody tr').cells[5].textContent === '1,204'");
    }

    @Test
    public void whatIsOddStandsAboveThePlates() throws Exception {
        List<List<String>> wells = new ArrayList<>();
        for (int well = 0; well < 96; well++) {
            wells.add(List.of("<b>P1</b>", new WellPosition(well / 12, well % 12).name()));
        }
        saved = SavedSubmission.of(folder(), List.of("Plate", "Well"), wells).states("c");
        MadeUpMeasurements.of(saved, 3);
        page = new SubmissionPage(folder());
        tab.open(page.address("none"));
        tab.await("document.querySelector('#hummingbird-findings li')");
        assertThat(
                tab.string("document.querySelector('#hummingbird-findings li').textContent"),
                startsWith("<b>P1</b>: 5 wells have less than a tenth of the median of 1,"));
        assertThat(
                tab.evaluate("document.querySelector('#hummingbird-findings').hidden")
                        .asBoolean(),
                is(false));
    }

    /** By WCAG 2.2, level AA. */
    @Test
    public void everyNumberCanBeReadOnItsColor() throws Exception {
        measure(1, 96, "c", 3, "");
        assertThat(
                tab.strings("import('/plugin/hummingbird/scale.js').then((scale) => ['value', 'z'].flatMap((kind) =>"
                        + " scale.scaleOf(kind, 0, 1).colours.filter(({ fill, ink }) =>"
                        + " probes.contrast(fill, ink) < 4.5).map(({ fill }) => fill)))"),
                is(empty()));
    }

    @Test
    public void aHeatMapIsAccessible() throws Exception {
        measure(2, 96, "c".repeat(90) + "fw", 40, "#column=" + COUNT + "&plate=1&well=C05");
        tab.await("document.querySelector('#hummingbird-well').textContent.includes('rank')");
        tab.await("document.querySelector('#hummingbird-wells tbody tr')");
        isAccessible();
        tab.evaluate("document.documentElement.dataset.theme = 'dark'");
        tab.evaluate("document.querySelector('#hummingbird-own').click()");
        isAccessible();
    }

    @Test
    public void aHeatMapFitsANarrowScreen() throws Exception {
        tab.resize(360, 800, 1);
        measure(1, 384, "c", 40, "#column=" + COUNT);
        tab.await(HEAT);
        assertThat(
                tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
                        .asBoolean(),
                is(true));
        assertThat(pixel(D07), is(not(List.of("0", "0", "0", "0"))));
    }
}
