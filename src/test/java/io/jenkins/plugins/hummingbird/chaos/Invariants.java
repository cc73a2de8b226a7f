package io.jenkins.plugins.hummingbird.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must hold after a round, whatever has happened in it: looked at from outside, by journal, files and Slurm. */
final class Invariants {
    private static final int ORPHANS_MILLIS = 30_000;

    private final Round round;
    private final Site site;
    private final Findings findings;

    Invariants(Round round, Findings findings) {
        this.round = round;
        this.site = round.site();
        this.findings = findings;
    }

    /** To be called when Slurm is quiet. */
    void checkAll() throws IOException, InterruptedException {
        List<ExecutionInvariants> kinds = new ArrayList<>();
        for (Path journal : List.of(site.journal(), site.merges())) {
            kinds.add(new ExecutionInvariants(round, Journal.read(journal), findings));
        }
        kinds.forEach(ExecutionInvariants::checkFolders);
        checkArrays();
        round.tables().lookAgain("when Slurm was quiet");
        for (Submitted submitted : round.submissions()) {
            String[] outcome = submitted.outcome(site.control());
            checkPublished(submitted, "when Slurm was quiet");
            checkOutcome(submitted, outcome[0], outcome[1]);
            for (ExecutionInvariants kind : kinds) {
                kind.checkBegins(submitted);
            }
            new TableInvariants(round, submitted, findings)
                    .check(archive(submitted), states(submitted), outcome[0].equals("DONE"));
            checkLog(submitted);
            checkNothingLeft(submitted);
            if (!outcome[0].equals("STOPPED") && !outcome[0].equals("FAILED")) {
                checkVerdicts(submitted);
            }
        }
    }

    /** All that counts as published is there, and is what its execution has written. */
    void checkPublished(Submitted submitted, String when) throws IOException {
        Journal journal = Journal.read(site.journal());
        List<String> faults = new ArrayList<>();
        for (Map.Entry<String, String> group : states(submitted).entrySet()) {
            if (group.getValue().equals("completed") || group.getValue().equals("skipped")) {
                String fault = publishedFault(group.getKey(), journal);
                if (fault != null) {
                    faults.add(group.getKey() + ", which is " + group.getValue() + ": " + fault);
                }
            }
        }
        findings.add("groups of " + submitted.id() + " whose results are not what was published, " + when, faults);
    }

    /** @return the states of the groups by their folders, as the listing has them, or the state file where there is none */
    private Map<String, String> states(Submitted submitted) throws IOException {
        Path csv = archive(submitted).resolve("groups.csv");
        Map<String, String> states = new LinkedHashMap<>();
        if (Files.exists(csv)) {
            List<String> lines = Files.readAllLines(csv);
            List<String> header = List.of(lines.get(0).split(","));
            for (String line : lines.subList(1, lines.size())) {
                String[] fields = line.split(",");
                states.put(fields[header.indexOf("folder")], fields[header.indexOf("state")]);
            }
            return states;
        }
        String letters = round.watch().letters(submitted.id());
        for (int group = 1; group <= letters.length(); group++) {
            states.put(
                    Submitted.folder(group),
                    switch (letters.charAt(group - 1)) {
                        case 'c' -> "completed";
                        case 's' -> "skipped";
                        default -> "other";
                    });
        }
        return states;
    }

    private Path archive(Submitted submitted) {
        return site.home().resolve("archive/hummingbird").resolve(submitted.id());
    }

    /** @return what is wrong with the results of a group; null for nothing */
    private String publishedFault(String group, Journal journal) throws IOException {
        Path link = site.output().resolve(group);
        String fault = null;
        // another submission may publish in between, and remove what was published before
        for (int i = 0; i < 3; i++) {
            if (!Files.isSymbolicLink(link)) {
                fault = round.hasRemoved(group) ? null : "its link is gone";
                continue;
            }
            Path results = site.output().resolve(Files.readSymbolicLink(link));
            if (round.removal(results) != null) {
                return null;
            }
            fault = resultsFault(results, journal);
            if (fault == null) {
                return null;
            }
        }
        return fault;
    }

    private String resultsFault(Path results, Journal journal) throws IOException {
        List<Execution> executions = journal.in(results);
        if (executions.isEmpty()) {
            return "no execution has written " + results;
        }
        Execution last = executions.get(executions.size() - 1);
        Map<String, Long> files = FileSizes.of(results);
        for (Execution execution : executions) {
            if (execution.succeeded() && execution.files().equals(files)) {
                return null;
            }
        }
        return results.getFileName() + " holds " + files + " and not " + last.files() + " of " + last;
    }

    /** Slurm has accepted an array once. */
    private void checkArrays() throws IOException {
        Map<String, List<String>> ids = new HashMap<>();
        for (String line : site.sbatchLog()) {
            String[] words = line.split(" ");
            if (words[0].equals("accepted")) {
                ids.computeIfAbsent(words[1], name -> new ArrayList<>()).add(words[2]);
            }
        }
        ids.forEach((name, all) -> {
            if (all.size() > 1) {
                findings.add("array " + name + " was submitted " + all.size() + " times, as jobs " + all);
            }
        });
        boolean submitted =
                round.submissions().stream().anyMatch(each -> round.watch().time(each.id(), Moment.FOLLOW) != null);
        if (submitted && ids.isEmpty()) {
            findings.add("no sbatch was seen: does the account's shell read ~/.bashrc?");
        }
    }

    /** A build fails only by what has happened to it. */
    private void checkOutcome(Submitted submitted, String kind, String message) {
        boolean explained =
                round.plan().blows().stream().anyMatch(blow -> blow.fault().explains(message));
        if (kind.equals("FAILED") && !explained) {
            findings.add(submitted, "the build failed: " + message);
        } else if (kind.equals("STOPPED") && !message.matches("|[^.]*(did not answer|all attempts failed) .* on\\.")) {
            findings.add(submitted, "the build was aborted, and something stays: " + message);
        }
    }

    /** No line is said twice but for those that may be. */
    private void checkLog(Submitted submitted) throws IOException {
        Map<String, Integer> counts = new HashMap<>();
        for (String line : Files.readAllLines(Control.log(site.control(), submitted.id()))) {
            String said = line.substring(line.indexOf(' ') + 1);
            if (!said.isBlank()
                    && !said.matches("(tables: )?\\d+/\\d+ done.*|no answer.*|answering again|waiting for room.*")) {
                counts.merge(said, 1, Integer::sum);
            }
        }
        counts.forEach((line, count) -> {
            boolean perAttempt = line.startsWith("failed: ") || line.startsWith("lost: ");
            if (count > (perAttempt ? 1 + submitted.request().retries : 1)) {
                findings.add(submitted, "says " + count + " times: " + line);
            }
        });
    }

    /**
     * Neither in Slurm, nor among the processes, nor among the folders of detached commands, nor among the submissions that
     * are not over.
     */
    private void checkNothingLeft(Submitted submitted) throws IOException, InterruptedException {
        long until = System.currentTimeMillis() + ORPHANS_MILLIS;
        List<String> left = left(submitted);
        while (!left.isEmpty() && System.currentTimeMillis() < until) {
            Thread.sleep(500);
            left = left(submitted);
        }
        if (!left.isEmpty()) {
            findings.add(submitted, "is left: " + left);
        }
    }

    private List<String> left(Submitted submitted) throws IOException, InterruptedException {
        List<String> left = new ArrayList<>();
        site.slurm("squeue", "-h", "-r", "-o", "%i %j %T")
                .lines()
                .filter(line -> line.contains(submitted.id() + "-"))
                .forEach(left::add);
        left.addAll(Site.processesWith(submitted.id() + "."));
        left.addAll(Site.processesWith(submitted.id() + " "));
        left.addAll(Site.processesWith(submitted.id() + "/"));
        for (String place : List.of("/var/tmp", "/tmp")) {
            left.addAll(FileSizes.foldersBelow(Path.of(place), submitted.id() + "."));
        }
        for (String entry : List.of(submitted.id(), submitted.id() + "-tables")) {
            Path active = site.output().resolve(".hummingbird/active").resolve(entry);
            if (Files.exists(active)) {
                left.add(active.toString());
            }
        }
        return left;
    }

    /** Each group has one. */
    private void checkVerdicts(Submitted submitted) throws IOException {
        Map<String, String> states = states(submitted);
        Set<String> verdicts = Set.of("completed", "skipped", "failed", "lost");
        if (states.size() != round.plan().rows().size() || !verdicts.containsAll(states.values())) {
            findings.add(submitted, "not all groups have a verdict: " + states);
        }
        for (Map.Entry<String, String> group : states.entrySet()) {
            checkRemoved(submitted, group.getKey(), group.getValue());
        }
    }

    /** What was removed before the results were looked at is not called completed. */
    private void checkRemoved(Submitted submitted, String group, String state) {
        Long listed = round.watch().time(submitted.id(), Moment.READ_RECORDS);
        round.removals().forEach((results, time) -> {
            boolean own = results.getFileName().toString().startsWith(submitted.id() + ".")
                    && results.getParent().getFileName().toString().equals(group);
            if (own && state.equals("completed") && !Files.exists(results) && listed != null && time < listed) {
                findings.add(submitted, group + " is completed, and its results were removed before they were listed");
            }
        });
    }
}
