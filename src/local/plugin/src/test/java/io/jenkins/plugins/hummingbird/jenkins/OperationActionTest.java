package io.jenkins.plugins.hummingbird.jenkins;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.jenkins.plugins.hummingbird.image.Bake;
import io.jenkins.plugins.hummingbird.image.state.BakeRequest;
import io.jenkins.plugins.hummingbird.jenkins.run.LiveOperation;
import io.jenkins.plugins.hummingbird.jenkins.run.OperationFolder;
import io.jenkins.plugins.hummingbird.operation.StateFile;
import io.jenkins.plugins.hummingbird.submit.Submission;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.nio.file.Files;
import java.time.Instant;
import jenkins.local.LocalBuild;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public class OperationActionTest {
    @Rule
    public final LocalController controller = new LocalController();

    private LocalBuild build;

    @Before
    public void aBuild() throws Exception {
        build = controller.job("plates").build(1, true);
    }

    private LiveOperation bake() throws Exception {
        BakeRequest request = new BakeRequest();
        request.name = "cells";
        LiveOperation operation = new LiveOperation(OperationFolder.of(build, "bake-1"));
        operation.load(() -> new Bake("bake-1", request, Instant.now()));
        return operation;
    }

    private OperationAction line() {
        OperationAction line = build.getActions(OperationAction.class).get(0);
        line.onAttached(build);
        return line;
    }

    @Test
    public void aBakeHasOneLineAndTheLogLeadsToItOnce() throws Exception {
        LiveOperation operation = bake();
        OperationActions.add(operation, build, build.listener());
        new StateFile(operation.folder()).write(new Bake("bake-1", new BakeRequest(), Instant.now()));
        OperationActions.add(operation, build, build.listener());
        assertThat(build.getActions(OperationAction.class), hasSize(1));
        assertThat(build.linesWith("[hummingbird] bake-1 on the build's page"), hasSize(1));
        assertThat(operation.label(), is("AMI cells"));
    }

    @Test
    public void theLineSaysWhatTheStateFileSays() throws Exception {
        LiveOperation operation = bake();
        OperationActions.add(operation, build, build.listener());
        assertThat("before the first move", line().getSnapshot(), is(nullValue()));
        BakeRequest request = new BakeRequest();
        request.name = "cells";
        new StateFile(operation.folder()).write(new Bake("bake-1", request, Instant.now()));
        OperationAction.Snapshot seen = line().getSnapshot();
        assertThat(seen.getTitle(), is("AMI cells"));
        assertThat(seen.getStatus(), is("reads its inputs"));
        assertThat(seen.getFacts(), hasEntry("id", "bake-1"));
        assertThat(seen.getInstances().entrySet(), is(empty()));
        assertThat("not moved yet", seen.getTimeText() + seen.getBegun() + seen.getEnded(), is(""));
        Files.delete(operation.folder().resolve("operation.xml"));
        assertThat("its folder is gone", line().getSnapshot(), is(nullValue()));
    }

    @Test
    public void aSubmissionHasItsPageInPlaceOfALine() throws Exception {
        LiveOperation operation = new LiveOperation(OperationFolder.of(build, "submit-1"));
        SubmitRequest request = new SubmitRequest();
        request.host = "head";
        operation.load(() -> new Submission("submit-1", request, Instant.now()));
        OperationActions.add(operation, build, build.listener());
        assertThat(build.getActions(OperationAction.class), is(empty()));
        assertThat(build.getActions(SubmissionAction.class), hasSize(1));
        assertThat(build.linesWith("plates and groups of submit-1"), hasSize(1));
        assertThat(operation.label(), is("Submission submit-1 to head:22"));
    }
}
