package io.jenkins.plugins.hummingbird.submit.inputs;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
import io.jenkins.plugins.hummingbird.submit.headnode.Listing;
import io.jenkins.plugins.hummingbird.submit.headnode.ListingPhase;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.objects.ObjectFiles;
import io.jenkins.plugins.hummingbird.submit.objects.S3Files;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.scripts.RemoteScripts;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import io.jenkins.plugins.hummingbird.submit.state.SubmitPhase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        try (InputDigests digests = new InputDigests(inputs, answers, folder, submission.fetchesObjects(), missing)) {
            read(digests, plan, answers);
            // before anything is said, which is said again where S3 does not answer
            Map<String, String> regions = regions(digests.objects(), request, context);
            missing.tell(submission.host(), context);
            Files.write(folder.resolve(SubmissionFiles.DIGESTS), digests.all());
            Files.write(folder.resolve(SubmissionFiles.UNCHECKED), digests.unchecked());
            if (submission.usesS3()) {
                S3Files.write(folder, request.s3, regions, GroupUrls.of(request, plan));
            }
            new TaskFiles(folder).write(submission, PipelineFile.read(request, folder), plan, digests.all());
        }
        if (inputs.homeIsTooLarge()) {
            context.log(
                    "warning: home has more files than are compared, so that no group is known to be done before: give"
                            + " a folder that holds the models alone as home");
        }
        return PhaseResult.done();
    }

    private static void read(InputDigests digests, Plan plan, Path answers) throws IOException, OperationException {
        try {
            digests.read(plan);
        } catch (IOException e) {
            // without them the next move asks for them anew
            Files.delete(answers);
            throw e;
        }
    }

    /**
     * @param objects null where no group reads any
     * @return the regions of their buckets, as far as S3 says them
     */
    private static Map<String, String> regions(ObjectFiles objects, SubmitRequest request, SubmitContext context)
            throws IOException, OperationException {
        Map<String, String> regions = new LinkedHashMap<>();
        if (objects != null) {
            for (String bucket : objects.buckets()) {
                String region = context.s3(request).region(bucket);
                if (!region.isEmpty()) {
                    regions.put(bucket, region);
                }
            }
        }
        return regions;
    }
}
