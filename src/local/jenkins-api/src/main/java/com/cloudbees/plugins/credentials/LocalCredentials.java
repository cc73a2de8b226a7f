package com.cloudbees.plugins.credentials;

import com.cloudbees.plugins.credentials.common.IdCredentials;
import hudson.model.Item;
import hudson.security.ACL;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.security.core.Authentication;

/** Not in the plugin: the credentials that the local run has. Those of a nearer store are added first. */
public final class LocalCredentials {
    private static final List<Stored> STORED = new CopyOnWriteArrayList<>();
    private static final List<Credentials> TRACKED = new CopyOnWriteArrayList<>();

    private LocalCredentials() {}

    private record Stored(Authentication owner, Credentials credentials) {}

    /** Makes a credential of Jenkins, or of a folder, known. */
    public static void add(Credentials credentials) {
        add(ACL.SYSTEM2, credentials);
    }

    /** Makes a credential of a user known. */
    public static void add(Authentication owner, Credentials credentials) {
        STORED.add(new Stored(owner, credentials));
    }

    /** Forgets all credentials and uses. */
    public static void clear() {
        STORED.clear();
        TRACKED.clear();
    }

    /** The credentials whose use was tracked, oldest first. */
    public static List<Credentials> tracked() {
        return List.copyOf(TRACKED);
    }

    /** Of those with one id the first; those of the scope SYSTEM are not for items. */
    static <C extends Credentials> List<C> all(Class<C> type, Item item, Authentication who) {
        Set<String> ids = new HashSet<>();
        List<C> all = new ArrayList<>();
        for (Stored one : STORED) {
            boolean hidden = item != null && one.credentials.getScope() == CredentialsScope.SYSTEM;
            if (one.owner.equals(who) && !hidden && type.isInstance(one.credentials)) {
                boolean first = !(one.credentials instanceof IdCredentials named) || ids.add(named.getId());
                if (first) {
                    all.add(type.cast(one.credentials));
                }
            }
        }
        return all;
    }

    static void track(Credentials credentials) {
        TRACKED.add(credentials);
    }
}
