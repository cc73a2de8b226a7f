package io.jenkins.plugins.hummingbird.submit.results;

import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.board.GroupStates;
import io.jenkins.plugins.hummingbird.submit.board.S3Transfer;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.measurements.MeasurementSummary;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.tables.MergedTables;
import io.jenkins.plugins.hummingbird.submit.usage.Usage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The result of the step, which is also its summary among the artifacts: plain values, whole numbers as longs. */
public final class StepResult {
    private static final int MOST_NAMES = 1000;

    private StepResult() {}

    public static Map<String, Object> of(
            SubmissionState submission, MeasurementSummary measurements, Usage usage, SubmitContext context)
            throws IOException {
        GroupStates states = submission.groupTasks.states;
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("submission", submission.id());
        result.put("jobIds", new ArrayList<>(submission.groupTasks.arrayIds()));
        result.put("groups", (long) states.size());
        result.put("completed", (long) states.count(GroupState.COMPLETED));
        result.put("failed", (long) states.count(GroupState.FAILED));
        result.put("skipped", (long) states.count(GroupState.SKIPPED));
        result.put("lost", (long) states.count(GroupState.LOST));
        result.put("cancelled", (long) states.count(GroupState.CANCELLED));
        result.put("failedGroups", failedGroups(submission, context));
        result.put("sample", sampled(submission));
        result.put("forecast", submission.forecast == null ? new LinkedHashMap<>() : submission.forecast.values());
        result.put("outputFiles", submission.outputFiles);
        result.put("outputBytes", submission.outputBytes);
        S3Transfer transfer =
                S3Transfer.of(SubmissionFiles.records(context.folder()).values());
        result.put("resultsUrl", submission.request().s3.resultsUrl);
        result.put("fetchedBytes", transfer.fetched());
        result.put("uploadedBytes", transfer.uploaded());
        result.put("tables", MergedTables.read(context.folder()).values());
        result.put("failedTables", MergedTables.failures(submission, context.folder()));
        result.put("wells", measurements.totals().wells());
        result.put("objects", new LinkedHashMap<>(measurements.totals().objects()));
        result.put("findings", new ArrayList<>(measurements.findings()));
        result.put(
                "seconds", Duration.between(submission.started(), context.now()).toSeconds());
        result.putAll(usage.values());
        return result;
    }

    /** How many groups the sample has; 0 where all groups run because no sample is wanted. */
    private static long sampled(SubmissionState submission) {
        return submission.wholeGroups == 0 ? 0 : submission.groupTasks.states.size();
    }

    /** @return the names of the groups that failed or are lost, of the first thousand */
    static List<String> failedGroups(SubmissionState submission, SubmitContext context) throws IOException {
        Plan plan = submission.plan(context.folder());
        List<String> names = new ArrayList<>();
        submission.groupTasks.failures.groups().stream()
                .limit(MOST_NAMES)
                .forEach(group -> names.add(plan.name(group)));
        return names;
    }
}
