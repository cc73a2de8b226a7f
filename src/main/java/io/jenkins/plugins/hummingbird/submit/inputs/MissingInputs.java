package io.jenkins.plugins.hummingbird.submit.inputs;

import io.jenkins.plugins.hummingbird.aws.s3.S3Location;
import io.jenkins.plugins.hummingbird.cellprofiler.Examples;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.submit.headnode.SubmitContext;
import io.jenkins.plugins.hummingbird.submit.objects.ObjectStates;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * The files that the image table names and the head node does not have. A missing image makes its group fail, and no
 * other; a missing illumination function, or a table that names no file at all that is there, is a mistake.
 */
final class MissingInputs {
    private static final int MOST_TOLD = 100_000;

    private final Set<String> illumination;
    private final Examples illuminationMissing = new Examples();
    private final Examples missing = new Examples();
    private final Examples moduleFilesMissing = new Examples();
    private final Examples pluginFilesMissing = new Examples();
    private final Examples objectsMissing = new Examples();
    private final Examples objectsArchived = new Examples();
    private final Examples others = new Examples();

    /** A file that many groups share is counted once; when it gets as many as these, nobody counts any more. */
    private final Set<String> told = new HashSet<>();

    private boolean anyThere;

    /** @param folder the operation's */
    MissingInputs(SubmitRequest request, Path folder) throws IOException {
        illumination = request.illumination.isEmpty() ? Set.of() : AddIllumination.files(folder);
    }

    /**
     * Looks at the files beside the images that the modules of the pipeline read.
     *
     * @param absent the files of all tasks that are not there
     */
    void lookAtModules(TaskInputs inputs, Set<String> absent) {
        inputs.moduleFiles().stream()
                .filter(file -> absent.contains(file.text()))
                .forEach(file -> moduleFilesMissing.add(file.said()));
        inputs.pluginFiles().stream()
                .filter(file -> absent.contains(file.text()))
                .forEach(file -> pluginFilesMissing.add(file.said()));
    }

    /** @param state see {@link InputStates}; of an object in S3 see {@link ObjectStates} */
    void look(String path, String state) {
        if (ObjectStates.isThere(state)) {
            anyThere |= !illumination.contains(path);
        } else if (told.size() >= MOST_TOLD || told.add(path)) {
            missing(path, state).add(path);
        }
    }

    private Examples missing(String path, String state) {
        if (S3Location.isS3(path)) {
            return state.equals(ObjectStates.ARCHIVED) ? objectsArchived : objectsMissing;
        }
        return illumination.contains(path) ? illuminationMissing : missing;
    }

    /** @param other a file at which nobody but CellProfiler can look */
    void addOther(String other) {
        if (told.size() >= MOST_TOLD || told.add(other)) {
            others.add(other);
        }
    }

    private void tellOfObjects(SubmitContext context) throws OperationException {
        String archived = objectsArchived.count() + " objects are in an archive of S3 (GLACIER or DEEP_ARCHIVE): "
                + objectsArchived + ". Restore them first";
        String absent = objectsMissing.count() + " objects are not in S3: " + objectsMissing
                + ". Correct the image table, or copy them there";
        if (!anyThere && missing.count() == 0 && others.count() == 0) {
            if (objectsArchived.count() > 0) {
                throw new OperationException("All images cannot be read: " + archived + ".");
            }
            if (objectsMissing.count() > 0) {
                throw new OperationException("All images are missing: " + absent + ".");
            }
        }
        if (objectsArchived.count() > 0) {
            context.log("WARNING: " + archived + ". Their groups will fail");
        }
        if (objectsMissing.count() > 0) {
            context.log("WARNING: " + absent + ". Their groups will fail");
        }
    }

    /** @throws OperationException when there is a mistake */
    void tell(String host, SubmitContext context) throws OperationException {
        String where = " are not on " + host + ", or cannot be read there: ";
        if (illuminationMissing.count() > 0) {
            throw new OperationException(illuminationMissing.count() + " of " + illumination.size()
                    + " illumination functions" + where + illuminationMissing
                    + ". Correct illumination, or make them first.");
        }
        if (moduleFilesMissing.count() > 0) {
            throw new OperationException(moduleFilesMissing.count() + " files that modules of the pipeline read" + where
                    + moduleFilesMissing + ". Bring them, or correct the folder in the module.");
        }
        if (pluginFilesMissing.count() > 0) {
            context.log("WARNING: " + pluginFilesMissing.count() + " files that modules of plugins read" + where
                    + pluginFilesMissing);
        }
        tellOfObjects(context);
        if (missing.count() > 0 && !anyThere && others.count() == 0) {
            throw new OperationException("All files that the image table names" + where + missing
                    + ". Correct the table, or the folder images.");
        }
        if (missing.count() > 0) {
            context.log("WARNING: " + missing.count() + " files that the image table names" + where + missing
                    + ". Their groups will fail");
        }
        if (others.count() > 0) {
            context.log("WARNING: " + others.count() + " files are not looked at, for that takes CellProfiler itself: "
                    + others + ". skipDone skips their groups only as skipDone: 'trust'");
        }
        if (!illumination.isEmpty()) {
            context.log(illumination.size() + " illumination functions are there");
        }
    }
}
