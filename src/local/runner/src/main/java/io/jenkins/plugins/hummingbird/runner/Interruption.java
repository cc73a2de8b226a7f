package io.jenkins.plugins.hummingbird.runner;

import hudson.model.Result;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Aborts a build as Jenkins does: the step that runs is told to stop, and ends when it will; what stands in post runs
 * all the same. One request stops one step.
 */
final class Interruption {
    private boolean requested;
    private StepExecution running;

    /** Asks for the abort; from any thread. */
    synchronized void request() throws Exception {
        requested = true;
        deliver();
    }

    /** @throws FlowInterruptedException when no further step is to begin */
    synchronized void check() throws FlowInterruptedException {
        if (requested) {
            requested = false;
            throw abort();
        }
    }

    /** A step has begun to run; with a request that came in the meantime it is stopped at once. */
    synchronized void begun(StepExecution execution) throws Exception {
        running = execution;
        deliver();
    }

    synchronized void ended() {
        running = null;
    }

    private void deliver() throws Exception {
        if (requested && running != null) {
            requested = false;
            running.stop(abort());
        }
    }

    private static FlowInterruptedException abort() {
        return new FlowInterruptedException(Result.ABORTED, new Signal());
    }

    private static final class Signal extends CauseOfInterruption {
        private static final long serialVersionUID = 1L;

        @Override
        public String getShortDescription() {
            return "Aborted by a signal";
        }
    }
}
