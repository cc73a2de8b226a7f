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
