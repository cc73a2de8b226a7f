package io.jenkins.plugins.hummingbird.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** How long after its execution the verdict on a group could be seen, in rounds without a late fault. */
final class LagReport {
    private final List<Long> millis = new ArrayList<>();

    /** Takes what a round has to say, if that is anything. */
    synchronized void add(Round round) throws IOException {
        if (round.plan().hasLateBlow() || round.submissions().size() > 1) {
            return;
        }
        Journal journal = Journal.read(round.site().journal());
        String id = round.submissions().get(0).id();
        for (int group = 1; group <= round.plan().rows().size(); group++) {
            Long verdict = round.watch().verdict(id, group);
            List<Execution> executions = journal.of(id, Submitted.folder(group));
            if (verdict != null && !executions.isEmpty()) {
                long end = executions.get(executions.size() - 1).end() / 1000;
                if (end != 0) {
                    millis.add(verdict - end);
                }
            }
        }
    }

    @Override
    public synchronized String toString() {
        if (millis.isEmpty()) {
            return "lag: no round was without a late fault";
        }
        Collections.sort(millis);
        return String.format(
                Locale.ROOT,
                "lag from the end of an execution to its verdict, %d groups of rounds without a late fault: median %.1f s,"
                        + " 90 %% %.1f s, 95 %% %.1f s",
                millis.size(),
                at(0.5),
                at(0.9),
                at(0.95));
    }

    private double at(double share) {
        return millis.get((int) Math.min(millis.size() - 1.0, share * millis.size())) / 1000.0;
    }
}
