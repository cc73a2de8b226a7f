package io.jenkins.plugins.hummingbird.jenkins.page;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.hummingbird.measure.TestRecords;
import io.jenkins.plugins.hummingbird.submit.page.ColumnValues;
import io.jenkins.plugins.hummingbird.submit.page.MadeUpMeasurements;
import io.jenkins.plugins.hummingbird.submit.page.SavedSubmission;
import io.jenkins.plugins.hummingbird.submit.plates.HeatColors;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.net.URI;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.Test;

/** The wells of a plate in the colours of what was measured, in a real browser. */
public class HeatMapPageTest extends PageInBrowser {
    private static final String COUNT = "Count_Nuclei";
    private static final String HEAT = "document.querySelector('#hummingbird-plates.hummingbird-heat')";
    private static final int COLUMNS = 24;
    private static final int D07 = 3 * COLUMNS + 6;

    private MadeUpMeasurements measured;

    private void measure(int plates, int wells, String states, int columns, String address) throws Exception {
        saved = SavedSubmission.plates(folder(), plates, wells).states(states);
        measured = MadeUpMeasurements.of(saved, columns);
        page = new SubmissionPage(folder());
        page.measured(measured);
        tab.open(URI.create(page.address("none") + address));
        awaitPlatesAndRows();
        tab.await("!document.querySelector('#hummingbird-coloring').hidden");
    }

    private void colorBy(String column) {
        change("#hummingbird-coloring select", column);
        tab.await(HEAT);
    }

    private void change(String select, String value) {
        tab.evaluate("(() => { const select = document.querySelector('" + select + "'); select.value = '" + value
                + "'; select.dispatchEvent(new Event('change')); })()");
    }

    private void awaitLabel(String well, String text) {
        tab.await("document.querySelector('td[aria-label^=" + well + "]').getAttribute('aria-label').includes('" + text
                + "')");
    }

    /** As the page writes numbers: whole ones as they are, others with four digits. */
    private static String text(double value) {
        double rounded = value == Math.rint(value)
                ? value
                : new BigDecimal(value)
                        .round(new MathContext(4, RoundingMode.HALF_UP))
                        .doubleValue();
        return new DecimalFormat("#,##0.####", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(rounded);
    }

    private ColumnValues.Plate plate(int index) {
        return measured.values(COUNT, index, index + 1).plates().get(0);
    }

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
        ColumnValues all = measured.values(COUNT, 0, 1);
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
        saved.states("c".repeat(41) + "rw");
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
        saved.states("c".repeat(40) + "fw");
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
    public void aChosenWellSaysValueRankAndSitesAndTheAddressKeepsIt() throws Exception {
        measure(1, 384, "c", 5, "");
        colorBy(COUNT);
        tab.evaluate("document.querySelector('td[aria-label^=D07]').click()");
        tab.await("document.querySelector('#hummingbird-well').textContent.includes('rank')");
        String text = tab.string("document.querySelector('#hummingbird-well').textContent");
        assertThat(text, containsString("Plate P1, D07" + text(plate(0).values()[D07]) + " nuclei in 4 image sets"));
        assertThat(text, containsString(" of 384 wells"));
        assertThat(text, containsString("1 without a value left out"));
        assertThat(text, containsString("site 2: "));
        assertThat(text, containsString("/shared/out/g79"));
        assertThat(tab.string("location.hash"), is("#column=Count_Nuclei&plate=1&well=D07"));
    }

    @Test
    public void anAddressLeadsToPlateColumnAndWell() throws Exception {
        measure(13, 96, "c", 5, "#page=1&plate=13&well=C05&column=Nuclei_Texture_Contrast_3");
        tab.await(HEAT);
        tab.await("document.querySelector('#hummingbird-well').textContent.includes('Plate P13, C05')");
        tab.await("document.querySelector('#hummingbird-well').textContent.includes('Nuclei_Texture_Contrast_3')");
        assertThat(
                tab.string("document.querySelector('#hummingbird-coloring select').value"),
                is("Nuclei_Texture_Contrast_3"));
        assertThat(
                tab.string("document.querySelector('[aria-selected=true]').getAttribute('aria-label')"),
                containsString("C05"));
        tab.evaluate("location.hash = '#plate=2&well=A02'");
        tab.await("document.querySelector('#hummingbird-well').textContent.includes('Plate P2, A02')");
        assertThat(tab.evaluate(HEAT + " === null").asBoolean(), is(true));
    }

    @Test
    public void anAddressOfAColumnThatIsNotThereShowsTheStates() throws Exception {
        measure(1, 96, "c", 5, "#column=Cells_None&plate=1&well=A02");
        tab.await("document.querySelector('#hummingbird-well').textContent.includes('A02')");
        assertThat(tab.evaluate(HEAT + " === null").asBoolean(), is(true));
        colorBy(COUNT);
    }

    @Test
    public void oneOfThousandColumnsIsFoundByWords() throws Exception {
        measure(1, 96, "c", 1500, "");
        tab.evaluate("(() => { const search = document.querySelector('#hummingbird-coloring input[type=search]');"
                + " search.focus(); search.value = 'contrast 1499'; search.dispatchEvent(new Event('input')); })()");
        assertThat(
                tab.string("document.querySelector('#hummingbird-coloring [role=status]').textContent"),
                is("1 of 1500 columns"));
        assertThat(
                tab.strings(
                        "[...document.querySelector('#hummingbird-coloring select').options].map((one) => one.value)"),
                is(List.of("", "Nuclei_Texture_Contrast_1499")));
        tab.press("Enter");
        tab.await("location.hash === '#column=Nuclei_Texture_Contrast_1499'");
        tab.await(HEAT);
        awaitLabel("A01", "A01: Nuclei_Texture_Contrast_1499 ");
    }

    @Test
    public void theTableOfWellsIsSortedByAnyColumnThatIsAdded() throws Exception {
        measure(1, 384, "c".repeat(380) + "f", 5, "");
        tab.await("document.querySelector('#hummingbird-wells tbody tr')");
        String heads =
                "[...document.querySelectorAll('#hummingbird-wells thead [data-sort]')].map((one) => one.dataset.sort)";
        assertThat(tab.strings(heads), is(List.of("plate", "state", "imageSets", COUNT)));
        change("#hummingbird-wells-tools select", "Nuclei_Texture_Contrast_2");
        tab.await("document.querySelector('[data-sort=Nuclei_Texture_Contrast_2]')");
        tab.evaluate("document.querySelector('#hummingbird-wells [data-sort=" + COUNT + "]').click()");
        tab.await("document.querySelector('#hummingbird-wells [aria-sort=ascending]')");
        assertThat(
                "in row E is next to nothing",
                tab.string("document.querySelector('#hummingbird-wells tbody').rows[0].cells[1].textContent"),
                containsString("E"));
        assertThat(
                tab.evaluate("document.querySelector('#hummingbird-wells tbody').rows[0].cells.length")
                        .asInt(),
                is(7));
        tab.evaluate("document.querySelector('#hummingbird-wells [data-remove=" + COUNT + "]').click()");
        tab.await("!document.querySelector('[data-sort=" + COUNT + "]')");
        tab.await("document.querySelector('#hummingbird-wells tbody tr')?.cells.length === 6");
        assertThat(tab.string("document.querySelector('a[download]').getAttribute('href')"), is("wellsCsv"));
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

    /** The other tests make values up; these are read from the files that the step keeps. */
    @Test
    public void whatTheStepKeepsOfTheMeasurementsIsShown() throws Exception {
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
        saved = SavedSubmission.plates(folder(), 1, 96).states("c");
        page = new SubmissionPage(folder());
        page.measured(MadeUpMeasurements.of(saved, 3).findings("Row E <b>of P1</b> has 79 nuclei."));
        tab.open(page.address("none"));
        tab.await("document.querySelector('#hummingbird-findings li')");
        assertThat(
                tab.string("document.querySelector('#hummingbird-findings').textContent"),
                is("Row E <b>of P1</b> has 79 nuclei."));
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
