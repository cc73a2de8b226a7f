package hudson.security;

import edu.umd.cs.findbugs.annotations.NonNull;
import org.springframework.security.core.Authentication;

/**
 * Permits everything: the local run has one user. A test says otherwise by {@link #hasPermission2}. As in Jenkins, a
 * thread is nobody until it is told who it is.
 */
public abstract class ACL {
    public static final Authentication SYSTEM2 = new Authentication() {};

    private static final Authentication NOBODY = new Authentication() {};
    private static final ThreadLocal<Authentication> WHO = ThreadLocal.withInitial(() -> NOBODY);

    public final void checkPermission(@NonNull Permission permission) {
        if (!hasPermission(permission)) {
            throw new SecurityException("missing the permission " + permission);
        }
    }

    public final boolean hasPermission(@NonNull Permission permission) {
        return hasPermission2(WHO.get(), permission);
    }

    public boolean hasPermission2(@NonNull Authentication who, @NonNull Permission permission) {
        return true;
    }

    @NonNull
    public static ACLContext as2(@NonNull Authentication who) {
        Authentication before = WHO.get();
        WHO.set(who);
        return new ACLContext(() -> WHO.set(before));
    }
}
