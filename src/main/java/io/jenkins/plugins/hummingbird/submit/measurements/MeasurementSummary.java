package io.jenkins.plugins.hummingbird.submit.measurements;

import io.jenkins.plugins.hummingbird.submit.state.Plan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What there is to say of the measurements of a submission when it ends.
 *
 * @param totals what was counted
 * @param findings what is worth a look, a sentence each
 */
public record MeasurementSummary(PlateTotals totals, List<String> findings) {
    /** @param folder the operation's */
    public static MeasurementSummary read(Plan plan, Path folder) throws IOException {
        return new MeasurementSummary(PlateTotals.read(folder), Findings.read(folder, plan));
    }

    /** @return for the build log; empty when nothing was counted and nothing is worth a look */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (!totals.words().isEmpty()) {
            lines.add(totals.words());
        }
        findings.forEach(finding -> lines.add("worth a look: " + finding));
        return lines;
    }
}
