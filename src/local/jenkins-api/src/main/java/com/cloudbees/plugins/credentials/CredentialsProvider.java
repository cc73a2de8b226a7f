package com.cloudbees.plugins.credentials;

import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionPoint;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.model.queue.Tasks;
import hudson.security.ACL;
import hudson.security.Permission;
import java.util.ArrayList;
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
        Item job = run.getParent();
        Authentication who = job instanceof Queue.Task task ? Tasks.getAuthenticationOf2(task) : ACL.SYSTEM2;
        List<C> candidates = new ArrayList<>(LocalCredentials.all(type, job, who));
        if (who != ACL.SYSTEM2 && job.getACL().hasPermission2(who, USE_ITEM)) {
            candidates.addAll(LocalCredentials.all(type, job, ACL.SYSTEM2));
        }
        return CredentialsMatchers.firstOrNull(candidates, CredentialsMatchers.withId(id));
    }

    @NonNull
    public static <C extends Credentials> List<C> lookupCredentialsInItem(
            @NonNull Class<C> type,
            @CheckForNull Item item,
            @CheckForNull Authentication authentication,
            @NonNull List<DomainRequirement> requirements) {
        return LocalCredentials.all(type, item, authentication == null ? ACL.SYSTEM2 : authentication);
    }

    @CheckForNull
    public static <C extends Credentials> C track(@NonNull Run build, @CheckForNull C credentials) {
        if (credentials != null) {
            LocalCredentials.track(credentials);
        }
        return credentials;
    }
}
