package io.jenkins.plugins.hummingbird.submit.forecast;

import io.jenkins.plugins.hummingbird.cellprofiler.table.Group;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseHandler;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.operation.text.Wording;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.inputs.FindObjects;
import io.jenkins.plugins.hummingbird.submit.inputs.TableInputs;
import io.jenkins.plugins.hummingbird.submit.inputs.TaskFiles;
import io.jenkins.plugins.hummingbird.submit.plates.GroupPlaces;
import io.jenkins.plugins.hummingbird.submit.plates.WellPlace;
import io.jenkins.plugins.hummingbird.submit.plates.WellPosition;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Replaces the plan and the sorted table by those of a sample of the groups. Each group has the rows, folder and number of its
 * first image that it has in the whole, so that the digest of its inputs is the same, too: a submission of all groups finds it
 * done.
 */
public final class ChooseSample implements PhaseHandler<SubmitPhase, SubmissionState, SubmitContext> {
    /** The folder with plan and table of the whole, for a repetition of the move. */
    private static final String WHOLE = "whole";

    @Override
    public PhaseResult<SubmitPhase> move(SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        Path folder = context.folder();
        Path whole = keepWhole(folder);
        Plan plan = Plan.read(whole);
        List<GroupSpot> spots = spots(plan, whole);
        List<Integer> chosen = SampleChoice.of(submission.request().sample, spots);
        SampleSizes.write(spots, new HashSet<>(chosen), folder);
        Plan sample = writePlan(plan, chosen, whole, folder);
        if (submission.tableNamesObjects) {
            // where relative paths begin does not matter here
            try (TableInputs inputs = new TableInputs(new TaskFiles(folder), "/")) {
                FindObjects.findFolders(submission, inputs, sample.groups(), folder);
            }
        }
        submission.wholeGroups = spots.size();
        context.log(words(chosen, spots, setsKnown(plan)));
        if (chosen.size() < spots.size()
                && !submission.request().merging.formats().isEmpty()) {
            context.log("tables are not merged: the sample does not have all groups of its plates");
        }
        return PhaseResult.done();
    }

    private static boolean setsKnown(Plan plan) {
        return plan.groups().stream().allMatch(group -> group.rows() > 0);
    }

    /** @param setsKnown whether sizes are numbers of image sets; else of image files */
    static String words(List<Integer> chosen, List<GroupSpot> spots, boolean setsKnown) {
        if (chosen.size() == spots.size()) {
            return "Sample: all groups, as there are no more than " + chosen.size() + ".";
        }
        long plates = chosen.stream()
                .map(group -> spots.get(group - 1).plate())
                .filter(plate -> !plate.isEmpty())
                .distinct()
                .count();
        return "Sample: " + chosen.size() + " of " + spots.size() + " groups"
                + (plates == 0 ? "" : " (" + Wording.count(plates, "plate") + ")")
                + ", chosen evenly over " + (plates == 0 ? "" : "plates, ") + "positions and numbers of image "
                + (setsKnown ? "sets." : "files.");
    }

    /** Sets the files of the whole aside, those that are not there already: an earlier move may have broken off in between. */
    private static Path keepWhole(Path folder) throws IOException {
        Path whole = Files.createDirectories(folder.resolve(WHOLE));
        Path header = new TaskFiles(folder).header();
        Files.copy(header, new TaskFiles(whole).header(), StandardCopyOption.REPLACE_EXISTING);
        for (Path file : List.of(new TaskFiles(folder).table(), folder.resolve(Plan.FILE))) {
            Path kept = whole.resolve(file.getFileName());
            if (!Files.exists(kept)) {
                Files.move(file, kept, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return whole;
    }

    private static Plan writePlan(Plan plan, List<Integer> chosen, Path whole, Path folder) throws IOException {
        List<Group> groups = new ArrayList<>();
        long offset = 0;
        try (GroupSlices slices = new GroupSlices(new TaskFiles(whole).table(), new TaskFiles(folder).table())) {
            for (int number : chosen) {
                Group group = plan.group(number);
                slices.copy(group);
                groups.add(new Group(
                        group.values(), group.folder(), offset, group.length(), group.rows(), group.firstImage()));
                offset += group.length();
            }
        }
        Plan sample = new Plan(plan.keys(), groups);
        sample.write(folder);
        return sample;
    }

    private static List<GroupSpot> spots(Plan plan, Path whole) throws IOException {
        List<Set<String>> plates = GroupPlaces.plates(plan, whole);
        List<Collection<WellPlace>> places = GroupPlaces.read(plan, whole);
        boolean setsKnown = setsKnown(plan);
        TaskFiles files = new TaskFiles(whole);
        List<GroupSpot> spots = new ArrayList<>();
        for (int number = 1; number <= plan.groups().size(); number++) {
            Group group = plan.group(number);
            List<WellPosition> wells = places.get(number - 1).stream()
                    .map(WellPlace::well)
                    .filter(Objects::nonNull)
                    .toList();
            String plate = plates.get(number - 1).stream().findFirst().orElse("");
            long size = setsKnown ? group.rows() : Math.max(1, files.lines(group));
            // the order of the groups is all that is known of the place of one without wells
            double row = wells.stream().mapToInt(WellPosition::row).average().orElse(0);
            double column =
                    wells.stream().mapToInt(WellPosition::column).average().orElse(number);
            spots.add(new GroupSpot(plate, row, column, size));
        }
        return spots;
    }
}
