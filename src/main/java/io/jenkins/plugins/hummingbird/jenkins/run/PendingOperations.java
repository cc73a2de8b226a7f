package io.jenkins.plugins.hummingbird.jenkins.run;

import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.init.Terminator;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.StreamTaskListener;
import io.jenkins.plugins.hummingbird.jenkins.controller.JenkinsSingleton;
import io.jenkins.plugins.hummingbird.jenkins.node.Workspace;
import io.jenkins.plugins.hummingbird.operation.FolderCleanup;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.operation.UnreadableStateException;
import io.jenkins.plugins.hummingbird.operation.moves.MoveScheduler;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * The operations that have started and not ended, so that none outlives its build: {@link PendingOperationStore} names the build
 * of each. An operation whose build has ended (a freestyle build after a restart, a Pipeline that was killed hard, a build
 * that is deleted) is cancelled, which is logged to a file beside its state and to the system log. The next build never
 * takes it up. Public because Jenkins calls initializers and terminators by reflection.
 */
public final class PendingOperations {
    private static final Logger LOGGER = Logger.getLogger(PendingOperations.class.getName());

    private static final JenkinsSingleton<PendingOperations> PRESENT =
            new JenkinsSingleton<>(PendingOperations::new, all -> all.live.clear());

    private final PendingOperationStore saved = new PendingOperationStore(home());
    private final Map<String, Entry> live = new ConcurrentHashMap<>();

    /** @param moves null while no driver of this process drives the operation */
    private record Entry(Owner owner, LiveOperation operation, MoveScheduler moves) {
        PendingOperationEntry saved() {
            return new PendingOperationEntry(owner.name(), operation.folder(), operation.host());
        }
    }

    private PendingOperations() {}

    private static Path home() {
        return new File(Jenkins.get().getRootDir(), "hummingbird").toPath();
    }

    /** Where the state of an operation is whose build was deleted. */
    private static Path left(String id) {
        return home().resolve("left").resolve(id);
    }

    /**
     * Adds an operation, before its first move. Its folder is saved too: Jenkins writes a freestyle build's own
     * file only when it ends, and does not know the build any more after a crash.
     */
    public static void add(String id, Owner owner, LiveOperation operation, MoveScheduler moves) throws IOException {
        PendingOperations all = PRESENT.get();
        Entry entry = new Entry(owner, operation, moves);
        all.saved.put(id, entry.saved());
        all.live.put(id, entry);
    }

    /** Removes an operation that has ended. */
    public static void remove(String id) {
        PendingOperations all = PRESENT.get();
        all.live.remove(id);
        all.saved.remove(id);
    }

    /** @return the host that the next move of an operation talks to, as of its last one; empty for none, or not known */
    public static String host(String id) {
        PendingOperationEntry entry = PRESENT.get().saved.get(id);
        return entry == null ? "" : entry.host();
    }

    /** @return those of all builds, in no order; read from memory */
    public static List<ListedOperation> all() {
        PendingOperations all = PRESENT.get();
        List<ListedOperation> listed = new ArrayList<>();
        for (String id : all.saved.ids()) {
            PendingOperationEntry saved = all.saved.get(id);
            Entry driven = all.live.get(id);
            if (driven != null) {
                listed.add(new ListedOperation(
                        id, driven.owner().name(), driven.operation().glance()));
            } else if (saved != null) {
                listed.add(new ListedOperation(id, saved.build(), null));
            }
        }
        return listed;
    }

    /** Takes note that the next move of an operation talks to another host: a restart is to know it before that move. */
    static void hostChanged(String id) {
        PendingOperations all = PRESENT.get();
        Entry entry = all.live.get(id);
        if (entry != null) {
            all.save(id, entry);
        }
    }

    private void save(String id, Entry entry) {
        try {
            saved.update(id, entry.saved());
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "could not save where operation " + id + " is", e);
        }
    }

    /** Cancels what builds have left that did not survive the restart. */
    @Initializer(after = InitMilestone.JOB_CONFIG_ADAPTED)
    public static void cancelLeftovers() {
        PendingOperations all = PRESENT.get();
        for (String id : all.saved.ids()) {
            PendingOperationEntry entry = all.saved.get(id);
            if (entry != null && !all.live.containsKey(id)) {
                Owner owner = Owner.named(entry.build());
                if (owner.over()) {
                    all.cancel(id, all.entry(id, owner, entry));
                }
            }
        }
        String[] left = left("").toFile().list();
        for (String id : left == null ? new String[0] : left) {
            if (all.saved.get(id) == null) {
                FolderCleanup.delete(left(id));
            }
        }
    }

    /** Forgets with Jenkins what this process drives; the files stay. */
    @Terminator
    public static void forget() {
        PRESENT.close();
    }

    /** Cancels the operations of a build that has ended. */
    static void buildEnded(Run<?, ?> run) {
        PendingOperations all = PRESENT.get();
        all.of(run).forEach(all::cancel);
    }

    /** Takes the state of a build's operations to a place of its own, and cancels them. */
    static void buildDeleted(Run<?, ?> run) {
        PendingOperations all = PRESENT.get();
        all.of(run).forEach((id, entry) -> {
            try {
                entry.operation().moveTo(left(id));
                all.save(id, entry);
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, "could not save the state of operation " + id, e);
            }
            all.cancel(id, entry);
        });
    }

    /** Follows the operations of a job to its new name or place. */
    static void jobMoved(Item item, String oldFullName, String newFullName) {
        PendingOperations all = PRESENT.get();
        for (String id : all.saved.ids()) {
            PendingOperationEntry entry = all.saved.get(id);
            if (entry != null && entry.job().equals(oldFullName)) {
                all.follow(id, entry, item, newFullName + '#' + entry.number());
            }
        }
    }

    private void follow(String id, PendingOperationEntry entry, Item item, String build) {
        boolean ofBuild = item instanceof Job && !entry.folder().equals(left(id));
        Path folder = ofBuild
                ? OperationFolder.inBuild(new File(((Job<?, ?>) item).getBuildDir(), entry.number()), id)
                : entry.folder();
        Entry known = live.computeIfPresent(
                id,
                (same, one) -> one.owner().run() != null
                        ? one
                        : new Entry(new Owner(build, null), one.operation().follow(folder), one.moves()));
        try {
            saved.update(id, known == null ? new PendingOperationEntry(build, folder, entry.host()) : known.saved());
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "could not save that operation " + id + " is now of " + build, e);
        }
    }

    /** The operations of a build, those too that no driver of this process drives: it may not have been resumed. */
    private Map<String, Entry> of(Run<?, ?> run) {
        Owner owner = Owner.of(run);
        Map<String, Entry> entries = new ConcurrentHashMap<>();
        for (String id : saved.ofBuild(owner.name())) {
            Entry driven = live.get(id);
            PendingOperationEntry entry = saved.get(id);
            if (driven != null) {
                entries.put(id, driven);
            } else if (entry != null) {
                entries.put(id, entry(id, owner, entry));
            }
        }
        return entries;
    }

    private Entry entry(String id, Owner owner, PendingOperationEntry entry) {
        OperationFolder folder = owner.run() == null || entry.folder().equals(left(id))
                ? OperationFolder.at(entry.folder())
                : OperationFolder.of(owner.run(), id);
        return new Entry(owner, new LiveOperation(folder, entry.host()), null);
    }

    private void cancel(String id, Entry entry) {
        LiveOperation operation = entry.operation();
        LOGGER.info(
                "the build " + entry.owner().name() + " of operation " + id + " has ended: cancelling the operation");
        operation.stop();
        MoveScheduler moves = entry.moves();
        if (moves == null || moves.over()) {
            moves = new MoveScheduler(OperationPool.get(), operation::host, Next::end);
        }
        MoveRetry retry = new MoveRetry();
        moves.handOver(() -> move(id, entry.owner(), operation, retry));
        live.put(id, new Entry(entry.owner(), operation, moves));
        moves.wake();
    }

    private Next move(String id, Owner begun, LiveOperation operation, MoveRetry retry) {
        Entry entry = live.get(id);
        Owner owner = entry == null ? begun : entry.owner(); // its job may have been renamed since
        try {
            operation.load(() -> null);
            File log = operation.folder().resolve(FolderCleanup.LATE_LOG).toFile();
            Next next;
            try (StreamTaskListener listener = new StreamTaskListener(log, true, StandardCharsets.UTF_8)) {
                next = move(id, owner, operation, listener);
            }
            retry.worked();
            if (next.over()) {
                // after its entry: where a crash is faster, the next start looks for folders without one
                FolderCleanup.delete(left(id));
            }
            return next;
        } catch (IOException e) {
            return e instanceof UnreadableStateException ? givenUp(id, owner, e) : retry.after(e, id);
        } catch (RuntimeException e) {
            return givenUp(id, owner, e);
        } catch (Error e) {
            // of this process, such as a class that is missing: the next one finds the entry, and tries again
            warn(id, owner, " The next start of Jenkins tries again.", e);
            PRESENT.get().live.remove(id);
            return Next.end();
        }
    }

    private static Next givenUp(String id, Owner owner, Exception e) {
        warn(id, owner, "", e);
        remove(id);
        return Next.end();
    }

    private static void warn(String id, Owner owner, String next, Throwable e) {
        LOGGER.log(
                Level.WARNING,
                "operation " + id + " of " + owner.name()
                        + " could not be cancelled: its state cannot be read. If it"
                        + " had submitted Slurm jobs, their names begin with hummingbird-" + id
                        + ": look for them by squeue. What it had launched in AWS has the tag"
                        + " hummingbird:bake=" + id + "." + next,
                e);
    }

    private static Next move(String id, Owner owner, LiveOperation operation, TaskListener listener) {
        Next next = operation.move(owner, listener, Workspace.NONE);
        if (next.over()) {
            Outcome outcome = operation.outcome();
            LOGGER.info("operation " + id + " is over. " + BuildLog.visible(outcome.message()));
            BuildLog.print(listener, "over. " + outcome.message());
            remove(id);
        }
        return next;
    }
}
