package io.jenkins.plugins.hummingbird.submit.inputs;

import io.jenkins.plugins.hummingbird.cellprofiler.table.Group;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.submit.headnode.Listing;
import io.jenkins.plugins.hummingbird.submit.headnode.ListingPhase;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.scripts.RemoteScripts;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks at every file that the tasks will read: what is missing is said before anything runs, and with sizes and times
 * each group gets the digest by which a later submission knows that it was done.
 *
 * <p>The list goes to the head node and the answers come back in one order; both are read group by group, so that
 * millions of files take little memory.
 */
public final class CheckInputs extends ListingPhase {
    @Override
    protected Listing listing(SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        SubmitRequest request = submission.request();
        TaskInputs inputs = inputs(submission, context);
        Plan plan = submission.plan(context.folder());
        return new Listing(
                "inputs",
                "the look at the input files",
                RemoteScripts.INPUTS,
                List.of(request.pluginsDirectory, inputs.command().get(0), request.taskHome()),
                () -> inputs.paths(plan));
    }

    private static TaskInputs inputs(SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        Path folder = context.folder();
        return new TaskInputs(submission, PipelineFile.read(submission.request(), folder), folder);
    }

    @Override
    protected PhaseResult<SubmitPhase> take(Path answers, SubmissionState submission, SubmitContext context)
            throws IOException, OperationException {
        Path folder = context.folder();
        SubmitRequest request = submission.request();
        Plan plan = submission.plan(folder);
        TaskInputs inputs = inputs(submission, context);
        MissingInputs missing = new MissingInputs(request, folder);
        List<String> digests;
        List<String> unchecked = new ArrayList<>();
        try {
            digests = digests(inputs, answers, plan, new TaskFiles(folder), missing, unchecked);
        } catch (IOException e) {
            // without them the next move asks for them anew
            Files.delete(answers);
            throw e;
        }
        missing.tell(submission.host(), context);
        if (inputs.homeIsTooLarge()) {
            context.log(
                    "warning: home has more files than are compared, so that no group is known to be done before: give"
                            + " a folder that holds the models alone as home");
        }
        Files.write(folder.resolve(SubmissionFiles.DIGESTS), digests);
        Files.write(folder.resolve(SubmissionFiles.UNCHECKED), unchecked);
        new TaskFiles(folder).write(submission, PipelineFile.read(request, folder), plan, digests);
        return PhaseResult.done();
    }

    private static List<String> digests(
            TaskInputs inputs, Path answers, Plan plan, TaskFiles task, MissingInputs missing, List<String> unchecked)
            throws IOException, OperationException {
        List<String> digests = new ArrayList<>();
        try (InputStates states = new InputStates(answers);
                GroupInputs groups = inputs.groups();
                InputStream table = new BufferedInputStream(Files.newInputStream(task.table()))) {
            GroupDigest shared = inputs.common(states.next());
            Set<String> absent = new HashSet<>();
            for (String path : inputs.shared()) {
                String state = states.next();
                shared.add(path).add(state);
                if (!InputStates.isThere(state)) {
                    absent.add(path);
                }
            }
            missing.lookAtModules(inputs, absent);
            String common = shared.hex();
            for (Group group : plan.groups()) {
                GroupDigest digest = new GroupDigest().add(common).add(table, group.length());
                boolean all = true;
                for (String path : groups.next(group)) {
                    String state = states.next();
                    digest.add(path).add(state);
                    missing.look(path, state);
                    all &= InputStates.isThere(state);
                }
                digests.add(digest.hex());
                groups.others().forEach(missing::addOther);
                if (!all || !groups.others().isEmpty()) {
                    unchecked.add(Integer.toString(digests.size()));
                }
            }
        }
        return digests;
    }
}
