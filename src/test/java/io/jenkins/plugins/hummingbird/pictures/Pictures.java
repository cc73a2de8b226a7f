package io.jenkins.plugins.hummingbird.pictures;

import io.jenkins.plugins.hummingbird.browser.Chromium;
import io.jenkins.plugins.hummingbird.browser.Tab;
import io.jenkins.plugins.hummingbird.jenkins.page.SubmissionPage;
import io.jenkins.plugins.hummingbird.submit.page.MadeUpMeasurements;
import io.jenkins.plugins.hummingbird.submit.page.SavedSubmission;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;

/** Makes the pictures of the submission's page for the documentation; src/local/pictures starts it. */
public final class Pictures {
    private static final int WELLS = 384;
    private static final int MARGIN = 12;

    private Pictures() {}

    /** @param args the folder for the pictures, and an empty one */
    public static void main(String[] args) throws Exception {
        Path into = Path.of(args[0]);
        Path command = Chromium.command();
        if (command == null) {
            throw new IOException("there is no chromium on the PATH; src/local/install installs it");
        }
        Files.createDirectories(into);
        SavedSubmission saved = SavedSubmission.plates(Path.of(args[1]), 1, WELLS)
                .states(states())
                .retry(retried());
        try (Chromium chromium = Chromium.start(command);
                SubmissionPage page = new SubmissionPage(Path.of(args[1]));
                Tab tab = chromium.newTab()) {
            tab.resize(860, 900, 1);
            take(tab, page, "none", into.resolve("plate-map.png"));
            take(tab, page, "dark", into.resolve("plate-map-dark.png"));
            tab.open(page.address("none"));
            tab.await("document.querySelector('#hummingbird-groups tbody tr')");
            tab.evaluate("(() => { const filter = document.querySelector('#hummingbird-filter');"
                    + " filter.value = 'bad'; filter.dispatchEvent(new Event('change')); })()");
            tab.await("document.querySelector('#hummingbird-groups tbody').rows.length < 20");
            tab.picture(
                    "#hummingbird-groups-section", "#hummingbird-groups-section", MARGIN, into.resolve("groups.png"));
            saved.merged(
                    "P1,Image,parquet,tables/P1/Image.parquet,1530,412,1720311,1",
                    "P1,Nuclei,parquet,tables/P1/Nuclei.parquet,218440,318,402653184,1",
                    "P1,Cells,parquet,tables/P1/Cells.parquet,216512,640,811597824,1",
                    "P1,Experiment,parquet,tables/P1/Experiment.parquet,12,2,2130,1");
            tab.resize(1300, 900, 1);
            takeTables(tab, page, "none", into.resolve("tables.png"));
            takeTables(tab, page, "dark", into.resolve("tables-dark.png"));
            MadeUpMeasurements.of(saved, 40);
            // so high that the chosen well is below the plate, and not before it
            tab.resize(860, 1400, 1);
            takeHeat(tab, page, "none", "", into.resolve("heat-map.png"));
            takeHeat(tab, page, "dark", "&show=z", into.resolve("heat-map-dark.png"));
        }
    }

    private static void takeHeat(Tab tab, SubmissionPage page, String theme, String how, Path file) throws IOException {
        tab.open(page.buildAddress(theme));
        tab.open(URI.create(page.address(theme) + "#column=Count_Nuclei&plate=1&well=E04" + how));
        tab.await("document.querySelector('#hummingbird-scale svg')");
        tab.await("document.querySelector('#hummingbird-well').textContent.includes('rank')");
        tab.await("!document.querySelector('#hummingbird-findings').hidden");
        tab.picture("#hummingbird-findings", "#hummingbird-plates-section", MARGIN, file);
    }

    private static void takeTables(Tab tab, SubmissionPage page, String theme, Path file) throws IOException {
        tab.open(page.buildAddress(theme));
        tab.open(page.address(theme));
        tab.await("document.querySelector('#hummingbird-tables tbody tr')"
                + " && document.querySelector('#hummingbird-groups tbody tr')"
                + " && document.querySelector('.hummingbird-plate td[aria-label]')");
        tab.picture("#hummingbird-tables-section", "#hummingbird-tables-section", MARGIN, file);
    }

    private static void take(Tab tab, SubmissionPage page, String theme, Path file) throws IOException {
        tab.open(page.address(theme));
        tab.await("document.querySelector('.hummingbird-plate td[aria-label]')");
        tab.evaluate("document.querySelector('.hummingbird-plate td .hummingbird-failed').click()");
        tab.await("document.querySelector('#hummingbird-well').textContent.includes('exit code')");
        tab.picture("#hummingbird", "#hummingbird-plates-section", MARGIN, file);
    }

    /** A plate of which three quarters are done: made-up results, the same each time. */
    private static String states() {
        Random random = new Random(7);
        StringBuilder states = new StringBuilder();
        for (int i = 0; i < WELLS; i++) {
            int lot = random.nextInt(100);
            char ended = lot < 2 ? 'f' : lot < 3 ? 'l' : 'c';
            states.append(i < 48 ? 's' : i < 284 ? ended : i < 300 ? 'r' : 'w');
        }
        return states.toString();
    }

    private static int[] retried() {
        return IntStream.of(285, 291, 310, 311).toArray();
    }
}
