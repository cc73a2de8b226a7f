package io.jenkins.plugins.hummingbird.chaos;

import io.jenkins.plugins.hummingbird.bench.ShortTasks;
import io.jenkins.plugins.hummingbird.operation.StateFile;
import io.jenkins.plugins.hummingbird.submit.Submission;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** One round of a campaign: a submission, what strikes it, and how all of it ends. */
final class Round {
    /** For the builds to end, and for Slurm to be done with all that it was given. */
    private static final long LONGEST_MILLIS = 300_000;

    private final RoundPlan plan;
    private final Site site;
    private final Controller controller;
    private final Administrator administrator;
    private final List<Submitted> submissions = new CopyOnWriteArrayList<>();
    private final Map<Path, Long> removed = new ConcurrentHashMap<>();
    private final List<Thread> blows = new ArrayList<>();
    private final List<String> broken = new CopyOnWriteArrayList<>();
    private final Findings findings = new Findings(broken);
    private final PublishedTables tables = new PublishedTables(this, findings);
    private final Watch watch = new Watch(this);
    private final AtomicInteger striking = new AtomicInteger();
    private volatile boolean over;

    Round(RoundPlan plan, Site site) {
        this.plan = plan;
        this.site = site;
        controller = new Controller(site);
        administrator = new Administrator(site);
    }

    RoundPlan plan() {
        return plan;
    }

    Site site() {
        return site;
    }

    Controller controller() {
        return controller;
    }

    Watch watch() {
        return watch;
    }

    PublishedTables tables() {
        return tables;
    }

    List<Submitted> submissions() {
        return submissions;
    }

    /** Whether all submissions have ended. */
    boolean isOver() {
        return over;
    }

    /** Notes that somebody removes the results in a folder. */
    void removed(Path results) {
        removed.put(results, System.currentTimeMillis());
    }

    /** @return when somebody removed the results in a folder, in milliseconds since 1970; null when nobody did */
    Long removal(Path results) {
        return removed.get(results);
    }

    /** @return the folders whose results somebody removed, and when, in milliseconds since 1970 */
    Map<Path, Long> removals() {
        return Map.copyOf(removed);
    }

    /** @return whether somebody removed results of a group */
    boolean hasRemoved(String group) {
        return removed.keySet().stream()
                .anyMatch(
                        results -> results.getParent().getFileName().toString().equals(group));
    }

    /** @return what was broken; empty when nothing was */
    List<String> run() throws Exception {
        site.start(plan);
        Thread watching = new Thread(watch, "watch " + plan.number());
        watching.setDaemon(true);
        try {
            submit(request -> {});
            watching.start();
            controller.start();
            plan.blows().forEach(this::begin);
            Invariants invariants = new Invariants(this, findings);
            if (awaitEnds(invariants)) {
                administrator.startAll();
                if (!administrator.awaitQuiet(LONGEST_MILLIS)) {
                    broken.add("Slurm is not done with what it was given: " + site.trySlurm("squeue", "-r"));
                }
                invariants.checkAll();
            } else {
                broken.add("not over after " + LONGEST_MILLIS / 1000 + " s: " + stand());
            }
            return broken;
        } finally {
            over = true;
            blows.forEach(Thread::interrupt);
            controller.close();
            watching.interrupt();
        }
    }

    /** Submits the images, with a request that is like the first one but for what is changed. */
    synchronized void submit(Consumer<SubmitRequest> change) throws IOException {
        if (over) {
            return;
        }
        SubmitRequest request = new SubmitRequest();
        request.host = site.headNode().host();
        request.port = site.headNode().port();
        request.sshCredentialsId = "head-node";
        request.pipelineText = ShortTasks.pipeline();
        request.dataFileText = table();
        request.output = site.output().toString();
        request.cellprofiler =
                Path.of("src/local/chaos.d/cellprofiler").toAbsolutePath().toString();
        request.memory = "100M";
        request.timeLimit = "10m";
        request.maxFailed = plan.rows().size();
        request.groupsPerTask = plan.groupsPerTask();
        request.retries = plan.retries();
        request.keepAttempts = plan.keepAttempts();
        if (plan.tables().isWanted()) {
            request.merging.tables = plan.tables().formats();
            request.merging.tablesMemory = "200M";
            request.merging.tablesTimeLimit = "10m";
            request.merging.tablesPython = site.tablesPython().toString();
        }
        change.accept(request);
        String id = "chaos-" + ProcessHandle.current().pid() + "-" + plan.number() + "-" + (submissions.size() + 1);
        Path folder = site.home().resolve(id);
        try {
            new StateFile(Files.createDirectories(folder)).write(new Submission(id, request, Instant.now()));
        } catch (IOException e) {
            if (submissions.isEmpty()) {
                throw e;
            }
            // as in a build that cannot start because the disk of Jenkins is full
            Files.deleteIfExists(folder.resolve("operation.xml.new"));
            Files.deleteIfExists(folder);
            site.note("cannot submit " + id + ": " + e);
            return;
        }
        submissions.add(new Submitted(id, request));
        site.note("submits " + id);
    }

    private String table() {
        StringBuilder table =
                new StringBuilder("FileName_DNA,PathName_DNA,Metadata_Well,Metadata_Do,Metadata_Sleep,Metadata_Bytes");
        table.append(plan.tables().header()).append('\n');
        for (int group = 1; group <= plan.rows().size(); group++) {
            table.append("image.tif,").append(site.images()).append(',').append(Submitted.well(group));
            table.append(',').append(plan.rows().get(group - 1));
            table.append(plan.tables().fields(group)).append('\n');
        }
        return table.toString();
    }

    /** Lets one of the builds be aborted. */
    void stop(Random random) throws IOException {
        Submitted submitted = submissions.get(random.nextInt(submissions.size()));
        site.note("stops " + submitted.id());
        Files.writeString(Control.stop(site.control(), submitted.id()), "");
    }

    private void begin(Blow blow) {
        Thread thread = new Thread(() -> strike(blow), blow.toString());
        thread.setDaemon(true);
        blows.add(thread);
        thread.start();
    }

    private void strike(Blow blow) {
        String first = submissions.get(0).id();
        try {
            Moment moment = watch.moment(first);
            while (moment == null || moment.compareTo(blow.at()) < 0) {
                Thread.sleep(20);
                moment = watch.moment(first);
            }
            Thread.sleep(blow.delayMillis());
            site.note("strikes: " + blow);
            striking.incrementAndGet();
            try {
                blow.fault().strike(this, new Random(blow.seed()));
            } finally {
                striking.decrementAndGet();
            }
            site.note("is over: " + blow);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception | AssertionError e) {
            broken.add("the campaign itself failed at " + blow + ": " + e);
        }
    }

    /** @return whether all builds have ended, and all that was to strike has */
    private boolean awaitEnds(Invariants invariants) throws Exception {
        long until = System.currentTimeMillis() + LONGEST_MILLIS;
        List<String> ended = new ArrayList<>();
        while (System.currentTimeMillis() < until) {
            boolean more = blows.stream().anyMatch(Thread::isAlive);
            for (Submitted submitted : submissions) {
                if (!ended.contains(submitted.id()) && submitted.outcome(site.control()) != null) {
                    ended.add(submitted.id());
                    site.note("has ended: " + submitted.id());
                    invariants.checkPublished(submitted, "at its end");
                    tables.lookAgain("at the end of " + submitted.id());
                }
            }
            if (ended.size() == submissions.size() && !more) {
                over = true;
                return true;
            }
            if (striking.get() == 0) {
                // whatever the blows have left
                controller.start();
                administrator.resumeNodes();
            }
            administrator.hurry();
            Thread.sleep(500);
        }
        return false;
    }

    /** How things stand, for people who look for the reason why they do not end. */
    private String stand() throws Exception {
        StringBuilder text = new StringBuilder();
        for (Submitted submitted : submissions) {
            text.append(submitted.id())
                    .append(" is in ")
                    .append(watch.moment(submitted.id()))
                    .append(", groups ")
                    .append(watch.letters(submitted.id()))
                    .append("; ");
        }
        return text + "queue: " + site.trySlurm("squeue", "-r") + "; faults under way: "
                + blows.stream().filter(Thread::isAlive).map(Thread::getName).toList();
    }
}
