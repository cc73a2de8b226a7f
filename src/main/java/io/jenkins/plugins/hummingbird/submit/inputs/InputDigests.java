package io.jenkins.plugins.hummingbird.submit.inputs;

import io.jenkins.plugins.hummingbird.aws.s3.S3Location;
import io.jenkins.plugins.hummingbird.cellprofiler.table.Group;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.submit.objects.ObjectFiles;
import io.jenkins.plugins.hummingbird.submit.objects.ObjectStates;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes the digest of each group's inputs out of what is known of them: the answers of the head node on files, the listing
 * of S3 on objects.
 */
final class InputDigests implements Closeable {
    private static final String UNKNOWN = "not looked at";

    private final TaskInputs inputs;
    private final MissingInputs missing;
    private final TaskFiles task;
    private final InputStates files;
    private final ObjectStates listed;
    private final ObjectFiles objects;
    private final List<String> digests = new ArrayList<>();
    private final List<String> unchecked = new ArrayList<>();

    /**
     * @param answers of the head node, see {@code inputs.sh}
     * @param folder the operation's
     * @param fetchesObjects whether groups read objects in S3: which those are is written into the folder
     * @param missing is told of every input
     */
    InputDigests(TaskInputs inputs, Path answers, Path folder, boolean fetchesObjects, MissingInputs missing)
            throws IOException {
        this.inputs = inputs;
        this.missing = missing;
        task = new TaskFiles(folder);
        listed = fetchesObjects ? new ObjectStates(folder) : null;
        objects = fetchesObjects ? new ObjectFiles(folder) : null;
        files = new InputStates(answers);
    }

    /** Reads all answers. */
    void read(Plan plan) throws IOException, OperationException {
        try (GroupInputs groups = inputs.groups();
                InputStream table = new BufferedInputStream(Files.newInputStream(task.table()))) {
            String common = common();
            for (Group group : plan.groups()) {
                GroupDigest digest = new GroupDigest().add(common).add(table, group.length());
                boolean all = true;
                for (String path : groups.next(group)) {
                    String state = state(path);
                    digest.add(path).add(state);
                    if (state.equals(UNKNOWN)) {
                        missing.addOther(path);
                    } else {
                        missing.look(path, state);
                    }
                    all &= ObjectStates.isThere(state);
                }
                if (objects != null) {
                    objects.endGroup();
                }
                digests.add(digest.hex());
                groups.others().forEach(missing::addOther);
                if (!all || !groups.others().isEmpty()) {
                    unchecked.add(Integer.toString(digests.size()));
                }
            }
        }
    }

    private String common() throws IOException, OperationException {
        GroupDigest shared = inputs.common(files.next());
        Set<String> absent = new HashSet<>();
        for (String path : inputs.shared()) {
            String state = files.next();
            shared.add(path).add(state);
            if (!ObjectStates.isThere(state)) {
                absent.add(path);
            }
        }
        missing.lookAtModules(inputs, absent);
        return shared.hex();
    }

    private String state(String path) throws IOException, OperationException {
        if (!S3Location.isS3(path)) {
            return files.next();
        }
        if (listed == null) {
            // an earlier version of the plugin made the plan, which left such URLs to CellProfiler
            return UNKNOWN;
        }
        String state = listed.of(path);
        objects.add(path, state);
        return state;
    }

    /** @return one for each group, in the order of the plan; 64 hexadecimal digits */
    List<String> all() {
        return digests;
    }

    /** @return the numbers of the groups of whose inputs not all could be looked at */
    List<String> unchecked() {
        return unchecked;
    }

    /** @return what was written of objects; null where no group reads any */
    ObjectFiles objects() {
        return objects;
    }

    @Override
    public void close() throws IOException {
        files.close();
        if (objects != null) {
            listed.close();
            objects.close();
        }
    }
}
