package io.jenkins.plugins.hummingbird.jenkins.page;

import io.jenkins.plugins.hummingbird.submit.page.ColumnValues;
import io.jenkins.plugins.hummingbird.submit.page.MadeUpMeasurements;
import io.jenkins.plugins.hummingbird.submit.page.SavedSubmission;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.net.URI;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** What tests of the page of a submission with measurements have in common: values that are made up, and what shows them. */
public abstract class MeasuredPage extends PageInBrowser {
    static final String COUNT = "Count_Nuclei";
    static final String HEAT = "document.querySelector('#hummingbird-plates.hummingbird-heat')";
    static final int COLUMNS = 24;
    static final int D07 = 3 * COLUMNS + 6;

    MadeUpMeasurements measured;

    void measure(int plates, int wells, String states, int columns, String address) throws Exception {
        saved = SavedSubmission.plates(folder(), plates, wells).states(states);
        measured = MadeUpMeasurements.of(saved, columns);
        page = new SubmissionPage(folder());
        tab.open(URI.create(page.address("none") + address));
        awaitPlatesAndRows();
        tab.await("!document.querySelector('#hummingbird-coloring').hidden");
    }

    void colorBy(String column) {
        change("#hummingbird-coloring select", column);
        tab.await(HEAT);
    }

    void change(String select, String value) {
        tab.evaluate("(() => { const select = document.querySelector('" + select + "'); select.value = '" + value
                + "'; select.dispatchEvent(new Event('change')); })()");
    }

    void awaitLabel(String well, String text) {
        tab.await("document.querySelector('td[aria-label^=" + well + "]').getAttribute('aria-label').includes('" + text
                + "')");
    }

    /** As the page writes numbers: whole ones as they are, others with four digits. */
    static String text(double value) {
        double rounded = value == Math.rint(value)
                ? value
                : new BigDecimal(value)
                        .round(new MathContext(4, RoundingMode.HALF_UP))
                        .doubleValue();
        return new DecimalFormat("#,##0.####", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(rounded);
    }

    /** Wells have ended; what was measured in them comes with that. */
    void states(String states) throws IOException {
        saved.states(states);
        measured.update();
    }

    ColumnValues.Plate plate(int index) throws IOException {
        return counts().plates().get(index);
    }

    ColumnValues counts() throws IOException {
        return saved.view().measurements().values(COUNT, 0, 100);
    }
}
