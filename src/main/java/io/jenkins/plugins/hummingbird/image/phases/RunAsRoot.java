package io.jenkins.plugins.hummingbird.image.phases;

import io.jenkins.plugins.hummingbird.image.ec2.InstanceCalls;
import io.jenkins.plugins.hummingbird.image.ec2.InstanceLogin;
import io.jenkins.plugins.hummingbird.image.recipe.CellProfilerRecipe;
import io.jenkins.plugins.hummingbird.image.recipe.RootJob;
import io.jenkins.plugins.hummingbird.image.state.BakeContext;
import io.jenkins.plugins.hummingbird.image.state.BakeFiles;
import io.jenkins.plugins.hummingbird.image.state.BakePhase;
import io.jenkins.plugins.hummingbird.image.state.BakeState;
import io.jenkins.plugins.hummingbird.image.state.RemoteJob;
import io.jenkins.plugins.hummingbird.operation.Limits;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.phase.PhaseResult;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies a job's files to the instance, runs it there detached, and copies its output to the build log. */
public final class RunAsRoot implements BakeHandler {
    private static final Script RUN = Script.resource(RunAsRoot.class, "run-as-root.sh");
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** After so many the bake continues without: the store of artifacts does not work, in Jenkins or elsewhere. */
    private static final int MOST_ARCHIVE_FAILURES = 5;

    private final RootJob job;

    /** @param job the one of this phase */
    public RunAsRoot(RootJob job) {
        this.job = job;
    }

    @Override
    public PhaseResult<BakePhase> move(BakeState bake, BakeContext context) throws IOException, OperationException {
        if (bake.job == null || !bake.job.isNamed(job.word())) {
            bake.job = new RemoteJob(job.word(), bake.id());
            context.log("running the " + job.word() + " as root:");
        }
        Shell shell = InstanceLogin.shell(bake, context);
        try {
            if (!bake.job.started) {
                start(bake, context, shell);
                bake.job.started = true;
            }
            if (!bake.job.isOver()) {
                DetachedState state = bake.job.copy(context, shell, bake.instance.id);
                if (!bake.job.isOver()) {
                    return state.more() ? PhaseResult.again() : PhaseResult.stay(PAUSE);
                }
            }
            if (!bake.job.archived) {
                archive(bake, context, shell);
                bake.job.archived = true;
                context.save();
            }
            bake.job.command().end(shell);
        } catch (IOException e) {
            new InstanceCalls(bake, context).checkThatItRuns();
            throw e;
        }
        return ended(bake, context);
    }

    private void start(BakeState bake, BakeContext context, Shell shell) throws IOException, OperationException {
        Command mkdir = Command.of("mkdir", "-p", "--", BakeFiles.INSTANCE_FOLDER);
        Result result = shell.run(mkdir);
        if (!result.succeeded()) {
            throw new IOException(shell + ": " + result.failure(mkdir));
        }
        RemoteFiles remote = new RemoteFiles(shell);
        for (Map.Entry<String, byte[]> file : job.files(context).entrySet()) {
            remote.upload(file.getValue(), BakeFiles.INSTANCE_FOLDER + '/' + file.getKey());
        }
        List<String> words = new ArrayList<>(List.of("bash", "-c", RUN.text(), job.word(), BakeFiles.INSTANCE_FOLDER));
        words.addAll(RootJob.environment(bake.request()));
        words.add("bash");
        words.addAll(job.words(bake.request()));
        bake.job.command().start(shell, new byte[0], words);
    }

    private void archive(BakeState bake, BakeContext context, Shell shell) throws IOException, OperationException {
        Map<String, Path> logs = new LinkedHashMap<>();
        logs.put(BakeFiles.artifact(bake.id(), BakeFiles.log(job.word())), bake.job.file(context));
        if (job == RootJob.RECIPE) {
            Path log = context.folder().resolve(BakeFiles.INSTALL_LOG);
            if (fetch(shell, CellProfilerRecipe.LOG, log)) {
                logs.put(BakeFiles.artifact(bake.id(), BakeFiles.INSTALL_LOG), log);
            }
        }
        try {
            context.archive(logs);
        } catch (IOException e) {
            bake.job.archiveFailures++;
            if (bake.job.archiveFailures < MOST_ARCHIVE_FAILURES) {
                throw e;
            }
            // an hour of installing is not lost for it
            bake.logsKept = true;
            context.log("warning: the logs of the " + job.word() + " cannot be made artifacts of the build: "
                    + e.getMessage() + "; they are on the controller, in " + context.folder());
        }
    }

    private PhaseResult<BakePhase> ended(BakeState bake, BakeContext context) throws OperationException {
        String what = "The " + job.word() + " on the instance " + bake.instance.id;
        if (bake.job.isLost()) {
            throw new OperationException(
                    what + " disappeared without an exit code, as when the instance restarts or runs"
                            + " out of memory. Let it restart nothing, or choose an instanceType with more memory.");
        }
        if (bake.job.exit() == 0) {
            context.log("the " + job.word() + " is done");
            return PhaseResult.done();
        }
        String lastLine = bake.job.lastLine().isEmpty() ? "" : ", its last line: " + bake.job.lastLine();
        throw new OperationException(what + " failed with exit code " + bake.job.exit() + lastLine + ". "
                + (job.remedy(bake.job.exit()) + " All of its output is in the artifact "
                                + BakeFiles.artifact(bake.id(), BakeFiles.log(job.word())) + '.')
                        .strip());
    }

    private static boolean fetch(Shell shell, String path, Path copy) throws IOException, OperationException {
        try (OutputStream out = Files.newOutputStream(copy)) {
            Command cat = Command.of("sudo", "-n", "--", "cat", path);
            return shell.run(cat.output(out, Limits.INSTALL_LOG).timeout(Duration.ofMinutes(2)))
                    .succeeded();
        }
    }
}
