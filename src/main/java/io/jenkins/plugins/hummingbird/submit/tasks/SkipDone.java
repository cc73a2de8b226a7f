package io.jenkins.plugins.hummingbird.submit.tasks;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.submit.board.GroupStates;
import io.jenkins.plugins.hummingbird.submit.headnode.ActiveEntry;
import io.jenkins.plugins.hummingbird.submit.headnode.Listing;
import io.jenkins.plugins.hummingbird.submit.headnode.ListingPhase;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.inputs.GroupUrls;
import io.jenkins.plugins.hummingbird.submit.inputs.TaskFiles;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.scripts.RemoteScripts;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Leaves out the groups that an earlier submission has done with the same inputs and whose results are still published
 * as they were, and makes the first round of the rest; where {@code measurements} says so, also of those left out that
 * have no record of what they measured, to measure them. Inputs that could not be looked at may have changed: their
 * groups run, unless they are to be trusted.
 */
public final class SkipDone extends ListingPhase {
    @Override
    protected Listing listing(SubmissionState submission, SubmitContext context) throws IOException {
        Path folder = context.folder();
        Plan plan = submission.plan(folder);
        return submission.request().skipDone
                ? new Listing(
                        "done",
                        "the look for groups that are done",
                        RemoteScripts.DONE,
                        List.of(
                                submission.outputFolder(),
                                submission.id(),
                                Long.toString(ActiveEntry.until(submission))),
                        () -> wanted(plan, folder, submission.request()))
                : null;
    }

    @Override
    protected PhaseResult<SubmitPhase> take(Path file, SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        Path folder = context.folder();
        Plan plan = submission.plan(folder);
        int groups = plan.groups().size();
        Map<Integer, DoneBefore> done = file == null ? Map.of() : DoneBefore.read(file, numbers(plan));
        DoneBefore.write(done, folder);
        SubmitRequest request = submission.request();
        Set<Integer> unmeasured = numbers(done, one -> request.measuresAgain() && !one.measured());
        Set<Integer> copied = numbers(done, one -> request.s3.copiesResults() && !one.uploaded());
        Set<Integer> again = new TreeSet<>(unmeasured);
        again.addAll(copied);
        Files.write(
                folder.resolve(TaskFiles.MEASURE_AGAIN),
                again.stream()
                        .map(group -> group + " " + done.get(group).attempt())
                        .toList());
        Files.write(
                folder.resolve(SubmissionFiles.COPIED_AGAIN),
                copied.stream().map(String::valueOf).toList());
        Set<Integer> over = new TreeSet<>(done.keySet());
        over.removeAll(again);
        submission.groupTasks.beginFirst(groups, over, folder);
        submission.groupTasks.states = GroupStates.skipping(groups, over);
        if (!done.isEmpty()) {
            context.log(done.size() + " of " + groups + (groups == 1 ? " group was" : " groups were")
                    + " done before with the same inputs and are skipped; skipDone: false runs them again");
            if (!unmeasured.isEmpty()) {
                context.log("tasks measure the results of " + unmeasured.size()
                        + " of these, of which nothing that was measured is kept");
            }
            if (!copied.isEmpty()) {
                context.log("tasks copy the results of " + copied.size() + " of these to S3, where they are not yet");
            }
        }
        return PhaseResult.done();
    }

    private static Set<Integer> numbers(Map<Integer, DoneBefore> done, Predicate<DoneBefore> which) {
        Set<Integer> numbers = new TreeSet<>();
        done.forEach((number, one) -> {
            if (which.test(one)) {
                numbers.add(number);
            }
        });
        return numbers;
    }

    private static byte[] wanted(Plan plan, Path folder, SubmitRequest request) throws IOException, OperationException {
        List<String> digests = SubmissionFiles.digests(folder);
        Set<Integer> unchecked = request.trustUnchecked ? Set.of() : SubmissionFiles.unchecked(folder);
        List<String> urls = GroupUrls.of(request, plan);
        StringBuilder wanted = new StringBuilder();
        for (int number = 1; number <= digests.size(); number++) {
            if (unchecked.contains(number)) {
                continue;
            }
            wanted.append(DoneBefore.wanted(
                    plan.group(number).folder(), digests.get(number - 1), urls.isEmpty() ? "" : urls.get(number - 1)));
        }
        return wanted.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Integer> numbers(Plan plan) {
        Map<String, Integer> numbers = new HashMap<>();
        for (int number = 1; number <= plan.groups().size(); number++) {
            numbers.put(plan.group(number).folder(), number);
        }
        return numbers;
    }
}
