package io.jenkins.plugins.hummingbird.slurm;

import io.jenkins.plugins.hummingbird.ssh.Script;
import java.io.IOException;
import java.util.List;

/** Reads the tasks of many arrays by one squeue, as a part of the scripts that poll tasks. */
public final class ArrayQueue {
    /** Defines the bash function {@code array_queue}, which the file describes. */
    public static final Script FUNCTION = Script.resource(ArrayQueue.class, "array-queue.sh");

    private ArrayQueue() {}

    /**
     * @param lines what {@code array_queue} printed
     * @return the tasks
     * @throws IOException when that is not a list of tasks
     */
    public static List<QueuedTask> parse(String lines) throws IOException {
        return Slurm.parse(lines, QueuedTask::parse);
    }
}
