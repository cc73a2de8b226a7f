package io.jenkins.plugins.hummingbird.jenkins;

import hudson.Util;
import io.jenkins.plugins.hummingbird.operation.Operation;
import io.jenkins.plugins.hummingbird.operation.OperationView;
import io.jenkins.plugins.hummingbird.operation.StateFile;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * The line of a bake, or of something done with clusters, on its build's page; a submission has {@link SubmissionAction}
 * in its place.
 */
@ExportedBean(defaultVisibility = 2) // so that api/json of the build has it
public final class OperationAction extends ShownOperation {
    private static final Logger LOGGER = Logger.getLogger(OperationAction.class.getName());
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

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

    /** @return the operation's id */
    @Exported
    public String getOperation() {
        return id();
    }

    /** @return all that there is to say at this moment; null when its first move is not over or its folder is gone */
    @Exported
    public Snapshot getSnapshot() {
        try {
            Operation<?> operation = new StateFile(folder()).read();
            OperationView view = OperationWords.view(operation);
            return view == null ? null : new Snapshot(operation, view);
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "nothing to see of operation " + id(), e);
            return null;
        }
    }

    /** What the state file said when somebody looked. */
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

        /** @return what is under way, or how it ended: words for people */
        @Exported
        public String getStatus() {
            return view.status();
        }

        /** @return names and ids, by what they are */
        @Exported
        public Map<String, String> getFacts() {
            return view.facts();
        }

        /** @return when it was begun, such as {@code 2026-11-24T14:02:11Z}; empty before */
        @Exported
        public String getBegun() {
            return operation.begun() == null ? "" : operation.begun().toString();
        }

        /** @return when it was over; empty while it is not */
        @Exported
        public String getEnded() {
            return operation.ended() == null ? "" : operation.ended().toString();
        }

        /** @return how many instances of each type were left running when the state was written */
        @Exported
        public Map<String, Integer> getInstances() {
            return OperationWords.machines(view);
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

        /** @return the facts for people */
        public String getFactsText() {
            return view.facts().entrySet().stream()
                    .map(fact -> fact.getKey() + " " + fact.getValue())
                    .collect(Collectors.joining(", "));
        }

        /** @return when and how long, for people, in the time zone of Jenkins; empty before it was begun */
        public String getTimeText() {
            Instant begun = operation.begun();
            if (begun == null) {
                return "";
            }
            Instant ended = operation.ended();
            Duration length = Duration.between(begun, ended == null ? Instant.now() : ended);
            String span = Util.getTimeSpanString(Math.max(0, length.toMillis()));
            return ended == null
                    ? Messages.OperationAction_since(local(begun), span)
                    : Messages.OperationAction_fromTo(local(begun), local(ended), span);
        }

        private static String local(Instant time) {
            return TIME.withZone(ZoneId.systemDefault()).format(time);
        }
    }
}
