package io.jenkins.plugins.hummingbird.submit;

import io.jenkins.plugins.hummingbird.cellprofiler.pipeline.Pipeline;
import io.jenkins.plugins.hummingbird.cellprofiler.table.Group;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks at every file that the tasks will read: what is missing is said before anything runs, and with sizes and times
 * each group gets the digest by which a later submission knows that it was done.
 *
 * <p>The list goes to the head node and the answers come back in one order; both are read group by group, so that
 * millions of files take little memory.
 */
final class CheckInputs implements Part {
    /** A line for each group. */
    private static final String DIGESTS = "digests";

    /** The numbers of the groups of whose inputs not all were there to be looked at, a line each. */
    private static final String UNCHECKED = "unchecked";

    @Override
    public Next move(Submission submission, SubmitContext context) throws IOException, OperationException {
        Path folder = context.folder();
        SubmitRequest request = submission.request();
        Pipeline pipeline = PipelineFile.read(request, folder);
        Plan plan = submission.plan(folder);
        TaskInputs inputs = new TaskInputs(submission, pipeline, folder);
        Listing listing = Listing.of(submission, context, "inputs");
        if (!listing.isWhole(context)) {
            return listing.move(
                    submission,
                    context,
                    "the look at the input files",
                    RemoteScripts.INPUTS,
                    List.of(request.pluginsDirectory, inputs.command().get(0), request.taskHome()),
                    () -> inputs.paths(plan));
        }
        listing.end(submission.headNode(context));
        Path answers = listing.file(context);
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
        Files.write(folder.resolve(DIGESTS), digests);
        Files.write(folder.resolve(UNCHECKED), unchecked);
        new TaskFiles(folder).write(submission, pipeline, plan, digests);
        Files.delete(answers);
        submission.listing = null;
        return submission.goOn(Phase.SKIP_DONE);
    }

    /** The digests of the groups in their order; each 64 hexadecimal digits. */
    static List<String> digests(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve(DIGESTS));
    }

    /** The numbers of the groups whose digests do not tell of a change of all of their inputs. */
    static Set<Integer> unchecked(Path folder) throws IOException {
        Path file = folder.resolve(UNCHECKED);
        // not there where an earlier version looked at the inputs
        return (Files.exists(file) ? Files.readAllLines(file) : List.<String>of())
                .stream().map(Integer::valueOf).collect(Collectors.toSet());
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
