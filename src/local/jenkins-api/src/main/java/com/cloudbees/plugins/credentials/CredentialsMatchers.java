package com.cloudbees.plugins.credentials;

import com.cloudbees.plugins.credentials.common.IdCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;

public class CredentialsMatchers {
    private CredentialsMatchers() {}

    @NonNull
    public static CredentialsMatcher always() {
        return item -> true;
    }

    @NonNull
    public static CredentialsMatcher withId(@NonNull String id) {
        return item -> item instanceof IdCredentials named && named.getId().equals(id);
    }

    @NonNull
    public static CredentialsMatcher withScope(@NonNull CredentialsScope scope) {
        return item -> item.getScope() == scope;
    }

    @NonNull
    public static CredentialsMatcher not(@NonNull CredentialsMatcher matcher) {
        return item -> !matcher.matches(item);
    }

    @NonNull
    public static CredentialsMatcher both(@NonNull CredentialsMatcher one, @NonNull CredentialsMatcher other) {
        return item -> one.matches(item) && other.matches(item);
    }

    @CheckForNull
    public static <C extends Credentials> C firstOrNull(
            @NonNull Iterable<C> credentials, @NonNull CredentialsMatcher matcher) {
        for (C one : credentials) {
            if (matcher.matches(one)) {
                return one;
            }
        }
        return null;
    }
}
