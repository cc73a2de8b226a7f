package org.jenkinsci.plugins.workflow.job;

import hudson.model.Queue;
import hudson.model.Run;
import java.io.File;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.kohsuke.stapler.HttpResponse;

public final class WorkflowRun extends Run<WorkflowJob, WorkflowRun> implements Queue.Executable {
    public WorkflowRun(WorkflowJob job, File dir) throws IOException {
        super(job, dir);
    }

    public FlowExecution getExecution() {
        throw new UnsupportedOperationException();
    }

    public HttpResponse doStop() {
        throw new UnsupportedOperationException();
    }

    public void doKill() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isBuilding() {
        throw new UnsupportedOperationException();
    }
}
