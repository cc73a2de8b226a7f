package io.jenkins.plugins.hummingbird.jenkins;

import io.jenkins.plugins.hummingbird.Patience;
import io.jenkins.plugins.hummingbird.jenkins.run.LiveOperation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import jenkins.local.LocalBuild;

/** A Pipeline's build with one step, which survives a restart as in Jenkins. */
public final class LocalPipeline {
    private final LocalController controller;
    private final String id;
    private LocalBuild build;
    private OperationExecution execution;

    public LocalPipeline(LocalController controller, OperationStep step) throws IOException {
        this(controller, step, false);
    }

    /** @param build its number */
    public LocalPipeline(LocalController controller, OperationStep step, int build) throws IOException {
        this(controller, step, false, build);
    }

    /** @param node whether the step is within a node */
    public LocalPipeline(LocalController controller, OperationStep step, boolean node) throws IOException {
        this(controller, step, node, 1);
    }

    private LocalPipeline(LocalController controller, OperationStep step, boolean node, int number) throws IOException {
        this.controller = controller;
        id = step.newId();
        build = controller.job("plates").build(number, true);
        execution = new OperationExecution(step, id, new TestContext(build, node));
    }

    /** Begins the step. */
    public LocalPipeline start() {
        execution.start();
        return this;
    }

    public void stop(Throwable cause) {
        execution.stop(cause);
    }

    /** What the step says of itself to those who look at the Pipeline's threads. */
    public String status() {
        return execution.getStatus();
    }

    /** The step's node. */
    public LocalNode node() {
        return TestContext.node(build);
    }

    /** What {@code program.dat} holds of the step. */
    public byte[] savedForm() throws IOException {
        return ProgramDat.write(execution);
    }

    public boolean savedFormHolds(String text) throws IOException {
        return new String(savedForm(), StandardCharsets.ISO_8859_1).contains(text);
    }

    /** The process dies; the next one has loaded the Pipeline, and its steps not yet gone on. */
    public void dieAndLoad() throws IOException, ClassNotFoundException {
        dieAndLoad(savedForm());
    }

    /** As {@link #dieAndLoad()}, where the Pipeline was last saved some time ago. */
    public void dieAndLoad(byte[] saved) throws IOException, ClassNotFoundException {
        controller.restart();
        load(saved);
    }

    /** The process has died; the present one loads the Pipeline. */
    public void load(byte[] saved) throws IOException, ClassNotFoundException {
        build = controller.job(build.getParent().getName()).build(build.getNumber(), true);
        execution = (OperationExecution) ProgramDat.read(saved);
    }

    public void resume() {
        execution.onResume();
    }

    public void restart() throws IOException, ClassNotFoundException {
        dieAndLoad();
        resume();
    }

    /** Waits until a number of effects is done, and saved as done. */
    public void awaitDone(int effects) throws Exception {
        Patience.await(effects + " effects", () -> {
            TestOperation saved = saved();
            return saved != null && saved.done() == effects;
        });
    }

    /** Waits until the undoing is half done, and saved so. */
    public void awaitUndone() throws Exception {
        Patience.await("undoing", () -> saved().undoneOnce());
    }

    /** Waits until the step has ended, and returns its result or what it failed with. */
    public Object awaitEnd() throws Exception {
        Patience.await("the end of the step", () -> !ends().isEmpty());
        return ends().get(0);
    }

    /** All ends that the Pipeline was told of; more than one would be an error. */
    public List<Object> ends() {
        return TestContext.ends(build);
    }

    public TestOperation saved() throws IOException {
        return LocalController.saved(folder());
    }

    /** Of the operation's state. */
    public Path folder() {
        return LiveOperation.folder(build, id);
    }

    public LocalBuild build() {
        return build;
    }

    public String id() {
        return id;
    }
}
