package io.jenkins.plugins.hummingbird.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What must hold for what tasks have run, by their journal: the executions of groups, or those that merge tables. */
final class ExecutionInvariants {
    /** Clocks, links and state files are looked at every 100 ms. */
    private static final long MARGIN_MICROS = 500_000;

    private final Round round;
    private final Journal journal;
    private final Findings findings;

    ExecutionInvariants(Round round, Journal journal, Findings findings) {
        this.round = round;
        this.journal = journal;
        this.findings = findings;
    }

    /** Each execution has a folder of its own. */
    void checkFolders() {
        Set<Path> folders = new HashSet<>();
        List<String> twice = new ArrayList<>();
        List<String> full = new ArrayList<>();
        for (Execution execution : journal.all()) {
            if (!folders.add(execution.output())) {
                twice.add(journal.in(execution.output()).toString());
            } else if (execution.filesBefore() > 0) {
                full.add(execution.toString());
            }
        }
        findings.add("folders that two executions wrote into", twice);
        findings.add("executions whose folder was not empty when they began", full);
    }

    /** Nothing begins after the end, or after its group or its tables were published. */
    void checkBegins(Submitted submitted) throws IOException {
        long end = submitted.endMillis(round.site().control()) * 1000;
        List<String> late = new ArrayList<>();
        List<String> again = new ArrayList<>();
        for (Execution execution : journal.all()) {
            if (execution.submission().equals(submitted.id())) {
                if (execution.begin() > end) {
                    late.add((execution.begin() - end) / 1000 + " ms after: " + execution);
                }
                for (Execution other : journal.of(submitted.id(), execution.group())) {
                    if (other != execution && isLaterThanPublished(execution, other)) {
                        again.add(execution + " after " + other);
                    }
                }
            }
        }
        findings.add("executions of " + submitted.id() + " that began after the end of their build", late);
        findings.add("executions of " + submitted.id() + " that began when their results were published", again);
    }

    private boolean isLaterThanPublished(Execution execution, Execution other) {
        Long published = round.watch().published(other.output());
        return other.succeeded()
                && published != null
                && round.removal(other.output()) == null
                && execution.taskStarted() > published * 1000 + MARGIN_MICROS;
    }
}
