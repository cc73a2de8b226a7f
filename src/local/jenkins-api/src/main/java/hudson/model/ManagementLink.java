package hudson.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionPoint;
import hudson.security.Permission;

public abstract class ManagementLink implements ExtensionPoint, Action {
    public String getDescription() {
        return "";
    }

    @NonNull
    public Permission getRequiredPermission() {
        throw new UnsupportedOperationException();
    }

    @NonNull
    public Category getCategory() {
        return Category.UNCATEGORIZED;
    }

    public enum Category {
        STATUS,
        UNCATEGORIZED
    }
}
