package io.jenkins.plugins.hummingbird.jenkins;

import io.jenkins.plugins.hummingbird.jenkins.page.OperationRunAction;
import io.jenkins.plugins.hummingbird.jenkins.page.TimeText;
import io.jenkins.plugins.hummingbird.jenkins.run.OperationDescription;
import io.jenkins.plugins.hummingbird.operation.Operation;
import io.jenkins.plugins.hummingbird.operation.OperationView;
import io.jenkins.plugins.hummingbird.operation.StateFile;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * The row of a bake, or of something done with clusters, on its build's page; a submission has {@link SubmissionAction}
 * in its place.
 */
@ExportedBean(defaultVisibility = 2) // so that api/json of the build has it
public final class OperationAction extends OperationRunAction {
    private static final Logger LOGGER = Logger.getLogger(OperationAction.class.getName());

    OperationAction(String id) {
        super(id);
    }

    /** @return null: it has no page of its own to lead to */
    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getDisplayName() {
        return Messages.OperationAction_displayName();
    }

    /** @return null, as for the icon */
    @Override
    public String getUrlName() {
        return null;
    }

    /** @return the rows of the table on the build's page, which stands where the first of them is: none elsewhere */
    public List<OperationAction> getTable() {
        List<OperationAction> all = run().getActions(OperationAction.class);
        return all.indexOf(this) == 0 ? all : List.of();
    }

    /** @return the operation's id */
    @Exported
    public String getOperation() {
        return id();
    }

    /** @return all that there is to say at this moment; null when its first move has not ended or its folder is gone */
    @Exported
    public Snapshot getSnapshot() {
        try {
            Operation<?> operation = new StateFile(folder()).read();
            OperationView view = OperationDescription.view(operation);
            return view == null ? null : new Snapshot(operation, view);
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "nothing to see of operation " + id(), e);
            return null;
        }
    }

    /** The state of an operation when the page was requested. */
    @ExportedBean(defaultVisibility = 3) // a level below that
    public static final class Snapshot {
        private final Operation<?> operation;
        private final OperationView view;

        Snapshot(Operation<?> operation, OperationView view) {
            this.operation = operation;
            this.view = view;
        }

        /** @return what it is about, for people */
        @Exported
        public String getTitle() {
            return view.title();
        }

        /** @return what is running, or how it ended: words for people */
        @Exported
        public String getStatus() {
            return view.status();
        }

        /** @return names and ids, by what they are */
        @Exported
        public Map<String, String> getFacts() {
            return view.facts();
        }

        /** @return when it started, such as {@code 2026-11-24T14:02:11Z}; empty before */
        @Exported
        public String getBegun() {
            return operation.begun() == null ? "" : operation.begun().toString();
        }

        /** @return when it ended; empty while it has not */
        @Exported
        public String getEnded() {
            return operation.ended() == null ? "" : operation.ended().toString();
        }

        /** @return how many instances of each type were left running when the state was written */
        @Exported
        public Map<String, Integer> getInstances() {
            return OperationDescription.machines(view);
        }

        /** @return what it costs to leave all as it is: a sentence without prices; empty for nothing */
        @Exported
        public String getCost() {
            return view.cost();
        }

        /** @return what there is to say of its end: a sentence; empty for nothing */
        @Exported
        public String getMessage() {
            return operation.outcome() == null ? "" : operation.outcome().message();
        }

        /** @return the facts for people, without the operation's own id */
        public String getFactsText() {
            return view.facts().entrySet().stream()
                    .filter(fact -> !fact.getValue().equals(operation.id()))
                    .map(fact -> fact.getKey() + " " + fact.getValue())
                    .collect(Collectors.joining(", "));
        }

        /** @return when and how long, for people, in the time zone of Jenkins; empty before it started */
        public String getTimeText() {
            return TimeText.of(operation.begun(), operation.ended(), Instant.now());
        }
    }
}
