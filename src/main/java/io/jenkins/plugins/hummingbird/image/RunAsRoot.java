package io.jenkins.plugins.hummingbird.image;

import io.jenkins.plugins.hummingbird.operation.Limits;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.Result;
import io.jenkins.plugins.hummingbird.ssh.Script;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.ssh.remote.DetachedState;
import io.jenkins.plugins.hummingbird.ssh.remote.RemoteFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Copies a job's files to the instance, runs it there detached, and lets the build log follow it. */
final class RunAsRoot implements BakePart {
    /** In the home of who logs in; goes before the image is made. */
    static final String FOLDER = ".hummingbird-bake";

    private static final Script RUN = Script.resource(RunAsRoot.class, "run-as-root.sh");
    private static final String INSTALL_LOG = "install-cellprofiler.log";
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** Trying to archive: Jenkins itself does not, or a store of artifacts elsewhere. */
    private static final int MOST_OFTEN = 5;

    private final RootJob job;

    RunAsRoot(RootJob job) {
        this.job = job;
    }

    @Override
    public Next move(Bake bake, BakeContext context) throws IOException, OperationException {
        Map<String, byte[]> files = job.files(bake.request(), context);
        if (files.isEmpty()) {
            return bake.goOn();
        }
        if (bake.job == null || !bake.job.isOf(job.word())) {
            bake.job = new RemoteJob(job.word());
            context.log("runs the " + job.word() + " as root:");
        }
        Shell shell = BakeKeys.shell(bake, context);
        try {
            if (!bake.job.started) {
                start(bake, shell, files);
                bake.job.started = true;
            }
            if (!bake.job.isOver()) {
                DetachedState state = bake.job.copy(bake, context, shell);
                if (!bake.job.isOver()) {
                    return state.more() ? Next.now() : Next.in(PAUSE);
                }
            }
            if (!bake.job.archived) {
                archive(bake, context, shell);
                bake.job.archived = true;
                context.save();
            }
            bake.job.command(bake).end(shell);
        } catch (IOException e) {
            new BakeInstance(bake, context).checkThatItRuns();
            throw e;
        }
        return ended(bake, context);
    }

    private void start(Bake bake, Shell shell, Map<String, byte[]> files) throws IOException, OperationException {
        Command make = Command.of("mkdir", "-p", "--", FOLDER);
        Result made = shell.run(make);
        if (!made.succeeded()) {
            throw new IOException(shell + ": " + made.failure(make));
        }
        RemoteFiles remote = new RemoteFiles(shell);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            remote.upload(file.getValue(), FOLDER + '/' + file.getKey());
        }
        List<String> words = new ArrayList<>(List.of("bash", "-c", RUN.text(), job.word(), FOLDER));
        words.addAll(Downloads.environment(bake.request()));
        words.add("bash");
        words.addAll(job.words(bake.request()));
        bake.job.command(bake).start(shell, new byte[0], words);
    }

    private void archive(Bake bake, BakeContext context, Shell shell) throws IOException, OperationException {
        Map<String, Path> logs = new LinkedHashMap<>();
        logs.put(artifact(bake, job.word() + ".log"), bake.job.file(context));
        if (job == RootJob.RECIPE) {
            Path log = context.folder().resolve(INSTALL_LOG);
            if (fetch(shell, CellProfilerRecipe.LOG, log)) {
                logs.put(artifact(bake, INSTALL_LOG), log);
            }
        }
        try {
            context.archive(logs);
        } catch (IOException e) {
            bake.job.notArchived++;
            if (bake.job.notArchived < MOST_OFTEN) {
                throw e;
            }
            // what was installed in an hour is not lost for it
            bake.logsLeft = true;
            context.log("warning: the logs of the " + job.word() + " cannot be made artifacts of the build: "
                    + e.getMessage() + "; they are on the controller, in " + context.folder());
        }
    }

    private Next ended(Bake bake, BakeContext context) throws OperationException {
        String what = "The " + job.word() + " on the instance " + bake.instanceId;
        if (bake.job.isLost()) {
            throw new OperationException(what + " is gone without an end, as when the instance was started anew or had"
                    + " no memory left. Let it restart nothing, or choose an instanceType with more memory.");
        }
        if (bake.job.exit() == 0) {
            context.log("the " + job.word() + " is done");
            return bake.goOn();
        }
        String said = bake.job.lastLine().isEmpty() ? "" : ", its last line: " + bake.job.lastLine();
        throw new OperationException(what + " failed with exit code " + bake.job.exit() + said + ". "
                + (job.remedy(bake.job.exit()) + " All that it said is in the artifact "
                                + artifact(bake, job.word() + ".log") + '.')
                        .strip());
    }

    /** The logs that it may leave in the operation's folder. */
    static Set<String> logs() {
        Set<String> logs = new HashSet<>(Set.of(INSTALL_LOG));
        for (RootJob job : RootJob.values()) {
            logs.add(job.word() + ".log");
        }
        return logs;
    }

    private static String artifact(Bake bake, String name) {
        return "hummingbird/" + bake.id() + '/' + name;
    }

    private static boolean fetch(Shell shell, String path, Path copy) throws IOException, OperationException {
        try (OutputStream out = Files.newOutputStream(copy)) {
            Command cat = Command.of("sudo", "-n", "--", "cat", path);
            return shell.run(cat.output(out, Limits.INSTALL_LOG).timeout(Duration.ofMinutes(2)))
                    .succeeded();
        }
    }
}
