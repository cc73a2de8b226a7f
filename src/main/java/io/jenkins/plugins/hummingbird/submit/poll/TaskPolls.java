package io.jenkins.plugins.hummingbird.submit.poll;

import io.jenkins.plugins.hummingbird.ssh.Shell;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The shared looks of this process: those of one login are shared by all that follow their tasks by it, and by nobody
 * else. Thread-safe; nothing of it is saved.
 */
public final class TaskPolls {
    private final Map<Place, TaskPoll> polls = new HashMap<>();

    /** By login: Slurm's room is one, wherever the outputs are. */
    private final Map<Object, KnownTasks> knownTasks = new HashMap<>();

    /**
     * @param login see {@link Shell#login()}
     * @param top the topmost folder of the output, most often where its file system is mounted: one that hangs holds up
     *     those that use it alone
     */
    private record Place(Object login, String top) {}

    /** Begins with nobody. */
    public TaskPolls() {}

    /**
     * @param headNode where the submission works
     * @param output its output folder, absolute
     */
    public synchronized TaskPoll at(Shell headNode, String output, Instant now) {
        Place place = new Place(headNode.login(), (output + "/").split("/+", 3)[1]);
        polls.entrySet()
                .removeIf(entry ->
                        !entry.getKey().equals(place) && entry.getValue().isUnused(now));
        knownTasks.keySet().removeIf(login -> polls.keySet().stream()
                .noneMatch(key -> key.login().equals(login)));
        KnownTasks known = knownTasks.computeIfAbsent(place.login(), login -> new KnownTasks());
        return polls.computeIfAbsent(place, key -> new TaskPoll(known));
    }
}
