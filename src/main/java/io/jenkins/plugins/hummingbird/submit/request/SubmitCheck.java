package io.jenkins.plugins.hummingbird.submit.request;

import io.jenkins.plugins.hummingbird.cellprofiler.names.ImagePattern;
import io.jenkins.plugins.hummingbird.cellprofiler.names.PresetChoice;
import io.jenkins.plugins.hummingbird.cellprofiler.table.Grouping;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.HostKeyPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Checks the parameters of a submission before anything is called: each by its own rule, and which go together. */
public final class SubmitCheck {
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
        check.s3();
        check.problems.addAll(SubmitRequest.PARAMETERS.problems(request));
        HostKeyPolicy.parse(request.hostKeyPolicy);
        check.end();
        // which keys the preset gives that is found is known when the images are listed
        if (!request.imagePattern.isEmpty() && !PresetChoice.isAuto(request.imagePattern)) {
            Grouping.checkKeys(request.groupingKeys(), new ImagePattern(request.imagePattern).metadataColumns());
        }
    }

    /** @throws OperationException when something is given that needs an image table: the pipeline reads none */
    public static void withoutTable(SubmitRequest request) throws OperationException {
        SubmitCheck check = new SubmitCheck(request);
        check.need(
                request.illumination.isEmpty(),
                "illumination adds to an image table, and there is none: load the functions in NamesAndTypes");
        check.need(
                request.channels.isEmpty(),
                "channels names the channels of an image table, and there is none: name them in NamesAndTypes");
        check.need(request.slice, "slice: false needs an image table, and there is none");
        check.end();
    }

    private void end() throws OperationException {
        if (!problems.isEmpty()) {
            throw new OperationException("The submission cannot start: " + String.join("; ", problems) + ".");
        }
    }

    private void headNode() {
        if (request.used() != null) {
            problems.addAll(request.used().problems());
            if (!problems.isEmpty()) {
                return; // what follows from them
            }
        }
        need(
                request.cluster.isEmpty() != request.host.isEmpty(),
                "give either cluster, the name of a cluster, or host, the name or address of a head node");
        problems.addAll(HeadNodeAddress.check(
                request.address, request.cluster, request.port, request.instanceConnectEndpointId));
        // the name may be that of a defined cluster, mistyped, which would bring its own key
        need(
                !request.sshCredentialsId.isEmpty(),
                "sshCredentialsId is missing: an SSH private key that may log in"
                        + (request.cluster.isEmpty() || request.used() != null
                                ? ""
                                : "; an administrator has defined no cluster " + request.cluster));
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
                "give images, the folder of the images; or an image table as dataFile or dataFileText, for a pipeline"
                        + " with LoadData");
        need(
                request.imagePattern.isEmpty() || !request.images.isEmpty(),
                "imagePattern needs images: the folder to look in");
        need(!request.output.isEmpty(), "output is missing: a folder that the head node and all compute nodes share");
        need(
                request.merging.tablesBy.isEmpty() || !request.merging.tables.isEmpty(),
                "tablesBy needs tables: the formats, such as parquet");
        need(!request.cellprofiler.isEmpty(), "cellprofiler is empty: the command on the compute nodes");
    }

    private void s3() {
        need(
                !request.imagesInS3() || !request.imagePattern.isEmpty() || request.fileLists(),
                "images names objects in S3, and there is an image table: name them in its columns URL_<channel>, such as"
                        + " s3://bucket/plate/A01.tif");
        need(
                !request.imagesInS3() || request.slice,
                "slice: false needs images on the shared file system: of images in S3 each task fetches those of its group");
        need(
                !resultsAmongImages(),
                "resultsUrl must not be the folder of the images: give a folder below it, or another one");
        need(
                request.s3.keepLocal || request.s3.copiesResults(),
                "keepLocal: false needs resultsUrl: where the results are copied to before they are removed");
    }

    /** A URL that is none has a sentence of its own. */
    private boolean resultsAmongImages() {
        try {
            return request.imagesInS3()
                    && request.s3.copiesResults()
                    && ResultsUrl.parse(request.s3.resultsUrl).folder().equals(request.imageFolder());
        } catch (OperationException e) {
            return false;
        }
    }

    private void need(boolean met, String problem) {
        if (!met) {
            problems.add(problem);
        }
    }
}
