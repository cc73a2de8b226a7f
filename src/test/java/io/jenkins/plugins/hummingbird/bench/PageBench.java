package io.jenkins.plugins.hummingbird.bench;

import io.jenkins.plugins.hummingbird.browser.Chromium;
import io.jenkins.plugins.hummingbird.browser.Tab;
import io.jenkins.plugins.hummingbird.jenkins.page.SubmissionPage;
import io.jenkins.plugins.hummingbird.submit.page.SavedSubmission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/** How long a browser takes to load the page of a submission, and to take in what changed; prints a table. */
public final class PageBench {
    private static final int LOADS = 5;
    private static final int UPDATES = 15;
    private static final int CHANGED = 100;
    private static final String STATES = "rcfl";

    /** Notes when plates and table are first there, and how often the table has changed since. */
    private static final String STOPWATCH =
            """
            window.loaded = 0;
            window.changes = 0;
            new MutationObserver(() => {
              const body = document.querySelector("#hummingbird-groups tbody");
              if (!window.loaded && body && body.rows.length && document.querySelector("#hummingbird-plates table")) {
                window.loaded = performance.now();
                new MutationObserver(() => window.changes++).observe(body, { childList: true });
              }
            }).observe(document, { subtree: true, childList: true });
            """;

    private final Tab tab;
    private final Random random = new Random(1);

    private PageBench(Tab tab) {
        this.tab = tab;
    }

    public static void main(String[] args) throws Exception {
        Path command = Chromium.command();
        if (command == null) {
            throw new IOException("there is no chromium on the PATH; src/local/install installs it");
        }
        System.out.println("| page, milliseconds | until shown | busy | style, layout | update busy | style, layout |");
        System.out.println("|---|---|---|---|---|---|");
        try (Chromium chromium = Chromium.start(command)) {
            measure(chromium, 1, 384);
            measure(chromium, 1, 1536);
            measure(chromium, 27, 384);
            HeatMapBench.run(chromium);
        }
    }

    private static void measure(Chromium chromium, int plates, int wells) throws Exception {
        Path folder = Files.createTempDirectory("page-bench");
        char[] states = "w".repeat(plates * wells).toCharArray();
        SavedSubmission saved = SavedSubmission.plates(folder, plates, wells).states(new String(states));
        double[][] loads = new double[LOADS][];
        double[][] updates = new double[UPDATES][];
        try (SubmissionPage page = new SubmissionPage(folder);
                Tab tab = chromium.newTab()) {
            PageBench bench = new PageBench(tab);
            tab.resize(1400, 1000, 1);
            tab.runFirst(BenchPage.resource("probes.js"));
            tab.runFirst(STOPWATCH);
            for (int i = 0; i < LOADS; i++) {
                tab.open(page.address("none"));
                tab.await("window.loaded");
                double[] spent = bench.since(Map.of());
                loads[i] = new double[] {tab.evaluate("window.loaded").asDouble(), spent[0], spent[1]};
            }
            for (int i = 0; i < UPDATES; i++) {
                updates[i] = bench.update(saved, states, i);
            }
        } finally {
            BenchPage.delete(folder);
        }
        System.out.printf(
                "| %,d groups on %d %s of %,d wells | %s | %s |%n",
                states.length,
                plates,
                plates == 1 ? "plate" : "plates",
                wells,
                BenchPage.medians(loads),
                BenchPage.medians(updates));
    }

    /** The first page of the table shows group number {@code turn}, so that it changes each time. */
    private double[] update(SavedSubmission saved, char[] states, int turn) throws IOException {
        states[turn] = 'c';
        for (int i = 1; i < CHANGED; i++) {
            states[random.nextInt(states.length)] = STATES.charAt(random.nextInt(STATES.length()));
        }
        int before = tab.evaluate("window.changes").asInt();
        Map<String, Double> metrics = tab.metrics();
        saved.states(new String(states));
        tab.await("window.changes > " + before);
        return since(metrics);
    }

    /**
     * Milliseconds of all that the page did since then, and of its style and layout. What Chromium counts as script
     * leaves out what a script does when an answer has come, so it is not told apart.
     */
    private double[] since(Map<String, Double> before) {
        Map<String, Double> now = tab.metrics();
        double[] spent = new double[2];
        String[][] parts = {{"TaskDuration"}, {"RecalcStyleDuration", "LayoutDuration"}};
        for (int i = 0; i < parts.length; i++) {
            for (String part : parts[i]) {
                spent[i] += 1000 * (now.get(part) - before.getOrDefault(part, 0.0));
            }
        }
        return spent;
    }
}
