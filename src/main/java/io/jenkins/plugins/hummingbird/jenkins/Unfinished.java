package io.jenkins.plugins.hummingbird.jenkins;

import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.init.Terminator;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.StreamTaskListener;
import io.jenkins.plugins.hummingbird.operation.Course;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.operation.UnreadableStateException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * The operations that have begun and are not over, so that none outlives its build. A file per operation in
 * JENKINS_HOME names its build. An operation whose build is over (a freestyle build after a restart, a Pipeline that
 * was killed hard, a build that is deleted) is cancelled; that is logged to a file beside its state and to the system
 * log. The next build never takes it up. Public because Jenkins calls initializers and terminators by reflection.
 */
public final class Unfinished {
    private static final Logger LOGGER = Logger.getLogger(Unfinished.class.getName());
    private static final String LOG = "after-the-build.log";
    private static final Duration LATER = Duration.ofSeconds(10);

    private static final Map<String, Entry> LIVE = new ConcurrentHashMap<>();

    /** @param course null while no driver of this process has taken the operation up */
    private record Entry(Owner owner, LiveOperation operation, Course course) {}

    private Unfinished() {}

    private static Path home() {
        return new File(Jenkins.get().getRootDir(), "hummingbird").toPath();
    }

    private static Path entryFile(String id) {
        return home().resolve("unfinished").resolve(id);
    }

    /**
     * Takes an operation in, before its first move. Its folder is saved too: Jenkins writes a freestyle build's own
     * file only when it ends, and does not know the build any more after a crash.
     */
    static void add(String id, Owner owner, LiveOperation operation, Course course) throws IOException {
        save(id, owner, operation);
        LIVE.put(id, new Entry(owner, operation, course));
    }

    private static void save(String id, Owner owner, LiveOperation operation) throws IOException {
        Path file = entryFile(id);
        Files.createDirectories(home().resolve("unfinished"));
        Path next = home().resolve(id + ".new");
        Files.writeString(next, owner.name() + "\n" + operation.folder() + "\n");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Takes an operation out: it is over. */
    static void remove(String id) {
        LIVE.remove(id);
        try {
            Files.deleteIfExists(entryFile(id));
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "could not delete " + entryFile(id), e);
        }
    }

    /** Cancels what builds have left that did not survive the restart. */
    @Initializer(after = InitMilestone.JOB_CONFIG_ADAPTED)
    public static void cancelLeftovers() {
        saved(Owner::named).forEach((id, entry) -> {
            if (!LIVE.containsKey(id) && entry.owner().over()) {
                cancel(id, entry);
            }
        });
    }

    /** Forgets with Jenkins what this process drives; the files stay. */
    @Terminator
    public static void forget() {
        LIVE.clear();
    }

    /** Cancels the operations of a build that is over. */
    static void buildEnded(Run<?, ?> run) {
        of(run).forEach(Unfinished::cancel);
    }

    /** Takes the state of a build's operations to a place of its own, and cancels them. */
    static void buildDeleted(Run<?, ?> run) {
        of(run).forEach((id, entry) -> {
            try {
                entry.operation().moveTo(home().resolve("left").resolve(id));
                save(id, entry.owner(), entry.operation());
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, "could not save the state of operation " + id, e);
            }
            cancel(id, entry);
        });
    }

    /** The operations of a build, those too that no driver of this process has taken up: it may not have been resumed. */
    private static Map<String, Entry> of(Run<?, ?> run) {
        Owner owner = Owner.of(run);
        Map<String, Entry> entries = saved(name -> name.equals(owner.name()) ? owner : null);
        LIVE.forEach((id, entry) -> {
            if (entry.owner().name().equals(owner.name())) {
                entries.put(id, entry);
            }
        });
        return entries;
    }

    /**
     * What the files say of the operations that are not over.
     *
     * @param owners answers the owner of a name; null to leave out what it has
     */
    private static Map<String, Entry> saved(Function<String, Owner> owners) {
        Map<String, Entry> entries = new TreeMap<>();
        String[] ids = home().resolve("unfinished").toFile().list();
        for (String id : ids == null ? new String[0] : ids) {
            try {
                String[] lines = Files.readString(entryFile(id)).split("\n");
                LiveOperation operation = new LiveOperation(Path.of(lines[1]));
                Owner owner = owners.apply(lines[0]);
                if (owner != null) {
                    entries.put(id, new Entry(owner, operation, null));
                }
            } catch (NoSuchFileException e) {
                continue; // it has just ended
            } catch (IOException | RuntimeException e) {
                // no reason for Jenkins not to start
                LOGGER.log(Level.WARNING, "could not look after operation " + id, e);
            }
        }
        return entries;
    }

    private static void cancel(String id, Entry entry) {
        LiveOperation operation = entry.operation();
        LOGGER.info("the build " + entry.owner().name() + " of operation " + id + " is over: cancels the operation");
        operation.stop();
        Course course = entry.course();
        if (course == null || course.over()) {
            course = new Course(OperationPool.get(), operation::host, Next::end);
        }
        course.handOver(OperationPool.asJenkins(() -> move(id, entry.owner(), operation)));
        LIVE.put(id, new Entry(entry.owner(), operation, course));
        course.wake();
    }

    private static Next move(String id, Owner owner, LiveOperation operation) {
        File log = operation.folder().resolve(LOG).toFile();
        try {
            operation.load(() -> null);
            try (StreamTaskListener listener = new StreamTaskListener(log, true, StandardCharsets.UTF_8)) {
                return move(id, owner, operation, listener);
            }
        } catch (IOException e) {
            if (!(e instanceof UnreadableStateException)) {
                // the disk may be full, for one
                LOGGER.log(Level.WARNING, "operation " + id + " cannot be cancelled yet, and is tried again", e);
                return Next.in(LATER);
            }
            return givenUp(id, owner, e);
        } catch (RuntimeException e) {
            return givenUp(id, owner, e);
        }
    }

    private static Next givenUp(String id, Owner owner, Exception e) {
        LOGGER.log(
                Level.WARNING,
                "operation " + id + " of " + owner.name()
                        + " could not be cancelled: its state cannot be read. If it"
                        + " had submitted Slurm jobs, their names begin with hummingbird-" + id
                        + ": look for them by squeue. What it had launched in AWS has the tag"
                        + " hummingbird:bake=" + id + ".",
                e);
        remove(id);
        return Next.end();
    }

    private static Next move(String id, Owner owner, LiveOperation operation, TaskListener listener) {
        Next next = operation.move(owner, listener, Workspace.NONE);
        if (next.over()) {
            Outcome outcome = operation.outcome();
            LOGGER.info("operation " + id + " is over. " + outcome.message());
            listener.getLogger().println("[hummingbird] over. " + outcome.message());
            remove(id);
        }
        return next;
    }
}
