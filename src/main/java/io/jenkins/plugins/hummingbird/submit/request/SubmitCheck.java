package io.jenkins.plugins.hummingbird.submit.request;

import io.jenkins.plugins.hummingbird.cellprofiler.names.ImagePattern;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.HostKeyPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Checks the parameters of a submission before anything is called: each by its own rule, and which go together. */
final class SubmitCheck {
    private final SubmitRequest request;
    private final List<String> problems = new ArrayList<>();

    private SubmitCheck(SubmitRequest request) {
        this.request = request;
    }

    /** @throws OperationException when something is missing or wrong; the message names all of it */
    static void check(SubmitRequest request) throws OperationException {
        SubmitCheck check = new SubmitCheck(request);
        check.headNode();
        check.analysis();
        check.problems.addAll(SubmitRequest.PARAMETERS.problems(request));
        HostKeyPolicy.parse(request.hostKeyPolicy);
        if (!check.problems.isEmpty()) {
            throw new OperationException("The submission cannot start: " + String.join("; ", check.problems) + ".");
        }
        if (request.tableFromNames()) {
            SubmitRequest.checkKeys(request.groupBy, new ImagePattern(request.imagePattern));
        }
    }

    private void headNode() {
        need(
                request.cluster.isEmpty() != request.host.isEmpty(),
                "give either cluster, the name of a cluster of ParallelCluster, or host, the name or address of a head"
                        + " node");
        problems.addAll(HeadNodeAddress.check(request));
        need(!request.sshCredentialsId.isEmpty(), "sshCredentialsId is missing: an SSH private key that may log in");
    }

    private void analysis() {
        need(request.pipeline.isEmpty() != request.pipelineText.isEmpty(), "give either pipeline or pipelineText");
        need(
                Stream.of(request.dataFile, request.dataFileText, request.imagePattern)
                                .filter(text -> !text.isEmpty())
                                .count()
                        <= 1,
                "give one of dataFile, dataFileText, and images with imagePattern");
        need(
                !request.fileLists() || !request.images.isEmpty(),
                "give dataFile, dataFileText or imagePattern for a pipeline with LoadData; or images alone for one"
                        + " with the modules Images and NamesAndTypes");
        need(
                !request.fileLists() || request.illumination.isEmpty(),
                "illumination adds to an image table, and there is none: load the functions in NamesAndTypes");
        need(
                !request.fileLists() || request.channels.isEmpty(),
                "channels names the channels of an image table, and there is none: name them in NamesAndTypes");
        need(!request.fileLists() || request.slice, "slice: false needs an image table, and there is none");
        need(
                request.imagePattern.isEmpty() || !request.images.isEmpty(),
                "imagePattern needs images: the folder to look in");
        need(!request.output.isEmpty(), "output is missing: a folder that the head node and all compute nodes share");
        need(
                request.merging.tablesBy.isEmpty() || !request.merging.tables.isEmpty(),
                "tablesBy needs tables: the formats, such as parquet");
        need(!request.cellprofiler.isEmpty(), "cellprofiler is empty: the command on the compute nodes");
    }

    private void need(boolean met, String problem) {
        if (!met) {
            problems.add(problem);
        }
    }
}
