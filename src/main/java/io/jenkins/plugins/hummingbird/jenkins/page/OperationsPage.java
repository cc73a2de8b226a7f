package io.jenkins.plugins.hummingbird.jenkins.page;

import hudson.Extension;
import hudson.Util;
import hudson.model.ManagementLink;
import hudson.model.Run;
import hudson.security.Permission;
import io.jenkins.plugins.hummingbird.jenkins.run.ListedOperation;
import io.jenkins.plugins.hummingbird.jenkins.run.OperationGlance;
import io.jenkins.plugins.hummingbird.jenkins.run.Owner;
import io.jenkins.plugins.hummingbird.jenkins.run.PendingOperations;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.StaplerProxy;

/**
 * A page for administrators below Manage Jenkins: all operations that have not ended, of all jobs. It shows what this process
 * has in memory, and asks no host. Builds are loaded for the operations that are shown.
 */
@Extension
public final class OperationsPage extends ManagementLink implements StaplerProxy {
    /** More than a controller can drive; a table of more would help nobody. */
    private static final int MOST = 1000;

    @Override
    public String getIconFileName() {
        return "symbol-hourglass";
    }

    @Override
    public String getDisplayName() {
        return Messages.OperationsPage_displayName();
    }

    @Override
    public String getDescription() {
        return Messages.OperationsPage_description();
    }

    @Override
    public String getUrlName() {
        return "hummingbird";
    }

    @Override
    public Permission getRequiredPermission() {
        return Jenkins.ADMINISTER;
    }

    @Override
    public Category getCategory() {
        return Category.STATUS;
    }

    /** Names of jobs and clusters are not for everybody. */
    @Override
    public Object getTarget() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return this;
    }

    /** @return a row for each operation, the oldest first, those of which nothing is known yet last */
    public List<Row> getRows() {
        Instant now = Instant.now();
        return PendingOperations.all().stream()
                .sorted(Comparator.comparing(OperationsPage::begun, Comparator.nullsLast(Comparator.naturalOrder())))
                .limit(MOST)
                .map(one -> new Row(one, now))
                .toList();
    }

    private static Instant begun(ListedOperation operation) {
        return operation.glance() == null ? null : operation.glance().begun();
    }

    /** A row of the table. */
    public static final class Row {
        private final ListedOperation operation;
        private final Run<?, ?> run;
        private final OperationGlance glance;
        private final Instant now;

        Row(ListedOperation operation, Instant now) {
            this.operation = operation;
            this.now = now;
            run = Owner.named(operation.build()).run();
            glance = operation.glance() == null
                    ? new OperationGlance(operation.id(), "", null, Messages.OperationsPage_notResumed(), "")
                    : operation.glance();
        }

        /** @return job and number */
        public String getBuild() {
            return run == null ? operation.build() : run.getFullDisplayName();
        }

        /** @return relative to the address of Jenkins; null for a build that is lost */
        public String getUrl() {
            return run == null ? null : run.getUrl();
        }

        public String getLabel() {
            return glance.label();
        }

        public String getCluster() {
            return glance.cluster();
        }

        /** @return since it was begun; -1 before */
        public long getMilliseconds() {
            return glance.begun() == null
                    ? -1
                    : Math.max(0, Duration.between(glance.begun(), now).toMillis());
        }

        /** @return the same in words; empty before */
        public String getTime() {
            return glance.begun() == null ? "" : Util.getTimeSpanString(getMilliseconds());
        }

        public String getStatus() {
            return glance.status();
        }

        public String getWaiting() {
            return glance.waiting();
        }
    }
}
