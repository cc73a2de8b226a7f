package io.jenkins.plugins.hummingbird.jenkins.credentials;

import com.cloudbees.plugins.credentials.CredentialsMatcher;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import hudson.model.Item;
import hudson.model.Queue;
import hudson.model.queue.Tasks;
import hudson.security.ACL;
import java.util.List;
import org.springframework.security.core.Authentication;

/**
 * The credentials that builds of an item find, for its form and for a build that is lost: those of the user as whom its
 * builds run, and those of Jenkins and of the item's folders if that user may use them there. As
 * {@link CredentialsProvider#findCredentialById} does it for a build.
 *
 * @param item null for Jenkins itself: what the builds of every job find, so none of the scope SYSTEM
 */
public record ItemCredentials(Item item) implements CredentialLookup {
    private static final CredentialsMatcher FOR_BUILDS =
            CredentialsMatchers.not(CredentialsMatchers.withScope(CredentialsScope.SYSTEM));

    @Override
    public StandardCredentials credential(String id) {
        for (Authentication user : users()) {
            StandardCredentials found = CredentialsMatchers.firstOrNull(
                    CredentialsProvider.lookupCredentialsInItem(StandardCredentials.class, item, user, List.of()),
                    CredentialsMatchers.both(CredentialsMatchers.withId(id), FOR_BUILDS));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Adds those of one kind. */
    public void addTo(StandardListBoxModel list, Class<? extends StandardCredentials> kind) {
        for (Authentication user : users()) {
            list.includeMatchingAs(user, item, kind, List.of(), FOR_BUILDS);
        }
    }

    private List<Authentication> users() {
        if (!(item instanceof Queue.Task task)) {
            return List.of(ACL.SYSTEM2);
        }
        Authentication builds = Tasks.getAuthenticationOf2(task);
        if (builds.equals(ACL.SYSTEM2)) {
            return List.of(ACL.SYSTEM2);
        }
        return item.getACL().hasPermission2(builds, CredentialsProvider.USE_ITEM)
                ? List.of(builds, ACL.SYSTEM2)
                : List.of(builds);
    }

    @Override
    public void track(StandardCredentials credential) {
        // a form that is tested is not a use of the credential
    }

    @Override
    public String name() {
        return item == null ? "" : item.getFullName();
    }
}
