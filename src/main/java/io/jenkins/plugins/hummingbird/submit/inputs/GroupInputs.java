package io.jenkins.plugins.hummingbird.submit.inputs;

import io.jenkins.plugins.hummingbird.cellprofiler.table.Group;
import java.io.Closeable;
import java.io.IOException;
import java.util.Set;

/** The files that each group reads, group after group as they stand in the sorted table or list. */
interface GroupInputs extends Closeable {
    /**
     * @param group the next of the plan
     * @return absolute paths and URLs of objects in S3, each once
     */
    Set<String> next(Group group) throws IOException;

    /** @return of the group that was read last the files at which nobody but CellProfiler can look: URLs, mostly */
    Set<String> others();
}
