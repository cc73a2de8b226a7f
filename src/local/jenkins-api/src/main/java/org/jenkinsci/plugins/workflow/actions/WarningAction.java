package org.jenkinsci.plugins.workflow.actions;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Result;

public class WarningAction implements PersistentAction {
    private final Result result;
    private String message;

    public WarningAction(@NonNull Result result) {
        this.result = result;
    }

    public WarningAction withMessage(@CheckForNull String newMessage) {
        message = newMessage;
        return this;
    }

    @CheckForNull
    public String getMessage() {
        return message;
    }

    @NonNull
    public Result getResult() {
        return result;
    }

    @Override
    public String getDisplayName() {
        return "Warning";
    }

    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getUrlName() {
        return null;
    }
}
