package com.cloudbees.plugins.credentials;

import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionPoint;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.model.Run;
import hudson.security.Permission;
import hudson.util.ListBoxModel;
import java.util.List;
import org.springframework.security.core.Authentication;

/** Answers from what {@link LocalCredentials} was given. */
public abstract class CredentialsProvider extends Descriptor<CredentialsProvider>
        implements ExtensionPoint, Describable<CredentialsProvider> {
    public static final Permission USE_OWN = new Permission(null, "UseOwn", Permission.CONFIGURE);
    public static final Permission USE_ITEM = new Permission(null, "UseItem", USE_OWN);

    @CheckForNull
    public static <C extends IdCredentials> C findCredentialById(
            @NonNull String id, @NonNull Class<C> type, @NonNull Run<?, ?> run) {
        return LocalCredentials.all(type).stream()
                .filter(one -> one.getId().equals(id))
                .findFirst()
                .orElse(null);
    }

    @NonNull
    public static <C extends Credentials> List<C> lookupCredentialsInItem(
            @NonNull Class<C> type,
            @CheckForNull Item item,
            @CheckForNull Authentication authentication,
            @NonNull List<DomainRequirement> requirements) {
        return LocalCredentials.all(type);
    }

    @NonNull
    public static <C extends IdCredentials> ListBoxModel listCredentialsInItem(
            @NonNull Class<C> type,
            @CheckForNull Item item,
            @CheckForNull Authentication authentication,
            @CheckForNull List<DomainRequirement> requirements,
            @CheckForNull CredentialsMatcher matcher) {
        ListBoxModel list = new ListBoxModel();
        LocalCredentials.all(type).stream()
                .filter(one -> matcher == null || matcher.matches(one))
                .forEach(one -> list.add(one.getId(), one.getId()));
        return list;
    }

    @CheckForNull
    public static <C extends Credentials> C track(@NonNull Run build, @CheckForNull C credentials) {
        if (credentials != null) {
            LocalCredentials.track(credentials);
        }
        return credentials;
    }
}
