package io.jenkins.plugins.hummingbird.jenkins.page;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.hummingbird.submit.usage.Usage;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.TransientActionFactory;

/**
 * What the submissions of the last builds took, as a box on the page of their job. It has no address of its own: whoever may see
 * the job sees it. Read when the page is requested, a small file for each submission, of no more than 30 builds, and not of
 * builds before five in a row without one.
 */
public final class UsageTrend implements Action {
    private static final Logger LOGGER = Logger.getLogger(UsageTrend.class.getName());
    private static final int BUILDS = 30;
    private static final int LEAST = 2;

    /** Most jobs have nothing to do with this plugin, and should not have 30 builds loaded for it. */
    private static final int MOST_IN_VAIN = 5;

    private final Job<?, ?> job;

    UsageTrend(Job<?, ?> job) {
        this.job = job;
    }

    /** Adds it to every job: which of them submit is known from their builds alone. */
    @Extension
    @SuppressWarnings("rawtypes") // there is no class of a job of any type
    public static final class Factory extends TransientActionFactory<Job> {
        @Override
        public Class<Job> type() {
            return Job.class;
        }

        @Override
        public Collection<? extends Action> createFor(Job target) {
            return List.of(new UsageTrend(target));
        }
    }

    /** @return null: it has no page of its own to lead to */
    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getDisplayName() {
        return Messages.UsageTrend_displayName();
    }

    /** @return null, as for the icon */
    @Override
    public String getUrlName() {
        return null;
    }

    /** @return what the builds took, the oldest first; null when there are fewer than two to compare */
    public UsageBars getBars() {
        Deque<UsageBars.Build> builds = new ArrayDeque<>();
        Run<?, ?> build = job.getLastBuild();
        int inVain = 0;
        for (int i = 0; i < BUILDS && build != null && inVain < MOST_IN_VAIN; i++) {
            List<Usage> usages = usages(build);
            if (usages.isEmpty()) {
                inVain++;
            } else {
                inVain = 0;
                builds.addFirst(UsageBars.Build.of(build.getDisplayName(), usages));
            }
            build = build.getPreviousBuild();
        }
        return builds.size() < LEAST ? null : new UsageBars(new ArrayList<>(builds));
    }

    private static List<Usage> usages(Run<?, ?> build) {
        List<Usage> usages = new ArrayList<>();
        for (OperationRunAction operation : build.getActions(OperationRunAction.class)) {
            try {
                Usage usage = Usage.read(operation.folder());
                if (usage.cpuHours().isPresent()) {
                    usages.add(usage);
                }
            } catch (IOException e) {
                LOGGER.log(Level.FINE, "what " + operation.id() + " took cannot be read", e);
            }
        }
        return usages;
    }
}
