package com.cloudbees.plugins.credentials;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Not in the plugin: the credentials that the local run has. */
public final class LocalCredentials {
    private static final List<Credentials> STORED = new CopyOnWriteArrayList<>();
    private static final List<Credentials> TRACKED = new CopyOnWriteArrayList<>();

    private LocalCredentials() {}

    /** Makes a credential known. */
    public static void add(Credentials credentials) {
        STORED.add(credentials);
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

    static <C extends Credentials> List<C> all(Class<C> type) {
        return STORED.stream().filter(type::isInstance).map(type::cast).toList();
    }

    static void track(Credentials credentials) {
        TRACKED.add(credentials);
    }
}
