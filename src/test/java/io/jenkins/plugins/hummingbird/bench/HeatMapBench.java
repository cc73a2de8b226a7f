package io.jenkins.plugins.hummingbird.bench;

import io.jenkins.plugins.hummingbird.browser.Chromium;
import io.jenkins.plugins.hummingbird.browser.Tab;
import io.jenkins.plugins.hummingbird.jenkins.page.SubmissionPage;
import io.jenkins.plugins.hummingbird.submit.page.MadeUpMeasurements;
import io.jenkins.plugins.hummingbird.submit.page.SavedSubmission;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** How soon a browser shows the colors of a column on plates, and those of another column; prints a table. */
final class HeatMapBench {
    private static final int LOADS = 5;
    private static final int COLUMNS_SHOWN = 9;
    private static final String COLUMN = "Nuclei_Texture_Contrast_";

    /** Notes when the legend changes, which is drawn after the wells, and the frame with it is shown. */
    private static final String STOPWATCH =
            """
            window.colored = 0;
            new MutationObserver((records) => {
              if (records.some((record) => record.target.id === "hummingbird-scale" && record.addedNodes.length)) {
                requestAnimationFrame(() => requestAnimationFrame(() => window.colored = performance.now()));
              }
            }).observe(document, { subtree: true, childList: true });
            window.another = (column) => {
              const select = document.querySelector("#hummingbird-coloring select");
              select.value = column;
              window.colored = 0;
              window.asked = performance.now();
              select.dispatchEvent(new Event("change"));
            };
            """;

    private HeatMapBench() {}

    static void run(Chromium chromium) throws Exception {
        System.out.println();
        System.out.println("| heat map | first colors, ms | another column, ms | heap of the page, MB |");
        System.out.println("|---|---|---|---|");
        measure(chromium, 1, 384, 60);
        measure(chromium, 1, 1536, 1500);
        measure(chromium, 10, 1536, 1500);
    }

    private static void measure(Chromium chromium, int plates, int wells, int columns) throws Exception {
        Path folder = Files.createTempDirectory("page-bench");
        SavedSubmission saved = SavedSubmission.plates(folder, plates, wells).states("c");
        MadeUpMeasurements.of(saved, columns);
        int kept = saved.view().measurements().columns().size();
        double[][] loads = new double[LOADS][];
        double[][] changes = new double[COLUMNS_SHOWN][];
        double heap;
        try (SubmissionPage page = new SubmissionPage(folder);
                Tab tab = chromium.newTab()) {
            tab.resize(1400, 1000, 1);
            tab.runFirst(STOPWATCH);
            for (int i = 0; i < LOADS; i++) {
                tab.open(page.buildAddress("none"));
                tab.open(URI.create(page.address("none") + "#column=" + COLUMN + 1));
                tab.await("window.colored");
                loads[i] = new double[] {tab.evaluate("window.colored").asDouble()};
            }
            tab.await("document.querySelector('#hummingbird-coloring select').options.length > 2");
            for (int i = 0; i < COLUMNS_SHOWN; i++) {
                changes[i] = new double[] {another(tab, COLUMN + (i + 2))};
            }
            tab.call("HeapProfiler.collectGarbage", Map.of());
            heap = tab.metrics().get("JSHeapUsedSize") / 1e6;
        } finally {
            BenchPage.delete(folder);
        }
        System.out.printf(
                "| %d %s of %,d wells, %,d columns, of which %,d are kept | %s | %s | %.1f |%n",
                plates,
                plates == 1 ? "plate" : "plates",
                wells,
                columns,
                kept,
                BenchPage.medians(loads),
                BenchPage.medians(changes),
                heap);
    }

    private static double another(Tab tab, String column) throws IOException {
        tab.evaluate("window.another('" + column + "')");
        tab.await("window.colored");
        return tab.evaluate("window.colored - window.asked").asDouble();
    }
}
