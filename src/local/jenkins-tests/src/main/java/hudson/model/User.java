package hudson.model;

import org.springframework.security.core.Authentication;

public class User {
    User() {}

    public static User getById(String id, boolean create) {
        throw new UnsupportedOperationException();
    }

    public Authentication impersonate2() {
        throw new UnsupportedOperationException();
    }
}
