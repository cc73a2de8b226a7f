package hudson.security;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;

public final class Permission {
    public static final Permission READ = new Permission(null, "GenericRead", null);
    public static final Permission UPDATE = new Permission(null, "GenericUpdate", null);
    public static final Permission CONFIGURE = new Permission(null, "GenericConfigure", UPDATE);

    public final String name;
    public final Permission impliedBy;

    public Permission(PermissionGroup group, @NonNull String name, @CheckForNull Permission impliedBy) {
        this.name = name;
        this.impliedBy = impliedBy;
    }

    @Override
    public String toString() {
        return "Permission[" + name + ']';
    }
}
