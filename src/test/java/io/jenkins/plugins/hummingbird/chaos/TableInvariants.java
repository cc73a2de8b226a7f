package io.jenkins.plugins.hummingbird.chaos;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What must hold for the tables that a submission has merged, when it has ended. */
final class TableInvariants {
    private final Round round;
    private final Submitted submitted;
    private final Findings findings;

    TableInvariants(Round round, Submitted submitted, Findings findings) {
        this.round = round;
        this.submitted = submitted;
        this.findings = findings;
    }

    /**
     * @param archive the folder of the submission's artifacts
     * @param states of the groups by their folders
     * @param done whether the build has succeeded
     */
    void check(Path archive, Map<String, String> states, boolean done) throws IOException {
        Map<String, Map<String, String>> images = new HashMap<>();
        Path listing = archive.resolve("tables.csv");
        if (Files.exists(listing)) {
            try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(listing)) {
                List<CsvRecord> rows = csv.stream().toList();
                List<String> names = rows.get(0).getFields();
                for (CsvRecord row : rows.subList(1, rows.size())) {
                    Map<String, String> fields = new HashMap<>();
                    names.forEach(name -> fields.put(name, row.getField(names.indexOf(name))));
                    if (fields.get("path").endsWith("/Image.csv")) {
                        images.put(fields.get("plate"), fields);
                    }
                }
            }
        }
        for (String plate : round.plan().tables().names()) {
            checkMergedOnce(plate);
            if (images.containsKey(plate)) {
                checkGroups(plate, images.get(plate), states);
            } else if (done && states.keySet().stream().anyMatch(group -> isOf(plate, group, states))) {
                findings.add(submitted, "the groups of " + plate + " have results, and tables.csv has no tables of it");
            }
        }
    }

    private boolean isOf(String plate, String group, Map<String, String> states) {
        return isPublished(states.get(group))
                && round.plan().tables().plate(Submitted.group(group)).equals(plate);
    }

    private static boolean isPublished(String state) {
        return "completed".equals(state) || "skipped".equals(state);
    }

    /** One result, but when somebody has removed it. */
    private void checkMergedOnce(String plate) throws IOException {
        Path folder =
                round.site().output().resolve(".hummingbird/results/tables").resolve(plate);
        if (!Files.isDirectory(folder) || round.hasRemoved(plate)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<String> proofs = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(submitted.id() + ".") && name.endsWith(".done"))
                    .toList();
            if (proofs.size() > 1) {
                findings.add(submitted, "the tables of " + plate + " are there several times: " + proofs);
            }
        }
    }

    /** Those that are not missing have their rows. */
    private void checkGroups(String plate, Map<String, String> listed, Map<String, String> states) throws IOException {
        Path results = round.tables().results(plate);
        if (results == null || !Files.exists(results.resolve("Image.csv"))) {
            if (!round.hasRemoved(plate)) {
                findings.add(submitted, "the tables of " + plate + " are gone");
            }
            return;
        }
        TableFiles files = new TableFiles(results);
        if (!listed.get("sha256").equals(files.digests().get("Image.csv"))) {
            if (results.getFileName().toString().startsWith(submitted.id() + ".")) {
                findings.add(submitted, "tables.csv says " + listed + " of what is " + files.digests());
            }
            // another submission has merged them since
            return;
        }
        List<Integer> groups = files.groups();
        Set<Integer> expected = new TreeSet<>();
        List<String> wrong = new ArrayList<>();
        for (int group = 1; group <= round.plan().rows().size(); group++) {
            if (round.plan().tables().plate(group).equals(plate)) {
                expected.add(group);
                String name = Submitted.folder(group);
                boolean published = isPublished(states.get(name));
                if (groups.contains(group) != published && !round.hasRemoved(name)) {
                    wrong.add(name + ", which is " + states.get(name));
                }
            }
        }
        if (!listed.get("rows").equals("" + groups.size())
                || !listed.get("groups").equals("" + groups.size())
                || !listed.get("groupsMissing").equals("" + (expected.size() - groups.size()))) {
            findings.add(submitted, "tables.csv says " + listed + ", and the groups in it are " + groups);
        }
        for (String missing : listed.get("missing").split(" ")) {
            if (!missing.isEmpty() && groups.contains(Submitted.group(missing))) {
                wrong.add(missing + ", which is called missing");
            }
        }
        findings.add(
                "groups of " + submitted.id() + " that the tables of " + plate + " should have or not have", wrong);
    }
}
