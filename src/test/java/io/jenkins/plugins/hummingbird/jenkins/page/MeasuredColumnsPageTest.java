package io.jenkins.plugins.hummingbird.jenkins.page;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.junit.Test;

/** How a column and a well are found, in a real browser: by words, in a table, by an address. */
public class MeasuredColumnsPageTest extends MeasuredPage {
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
}
