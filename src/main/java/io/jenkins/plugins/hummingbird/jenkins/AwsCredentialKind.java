package io.jenkins.plugins.hummingbird.jenkins;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.security.ACL;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * A kind of credential that stands for a user of AWS. There are no others than ours: it is not for plugins to extend.
 *
 * @param <C> what it is in Jenkins
 */
abstract class AwsCredentialKind<C extends StandardCredentials> {
    private final Class<C> type;

    AwsCredentialKind(Class<C> type) {
        this.type = type;
    }

    abstract AwsCredentialsProvider provider(C credential);

    /**
     * A credential that was found.
     *
     * @param credential as Jenkins knows it, so that its use can be tracked
     */
    record Found(StandardCredentials credential, AwsCredentialsProvider provider) {}

    /** @return the credential of that id, of any kind, which the build or its job may use; null when there is none */
    static Found find(Owner owner, String id) {
        for (AwsCredentialKind<?> kind : ExtensionList.lookup(AwsCredentialKind.class)) {
            Found found = kind.ofOwner(owner, id);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private Found ofOwner(Owner owner, String id) {
        C credential = owner.credential(id, type);
        return credential == null ? null : new Found(credential, provider(credential));
    }

    /** Adds those of all kinds which a job may use; of Jenkins itself when the job is null. */
    static void addAll(StandardListBoxModel list, Item item) {
        for (AwsCredentialKind<?> kind : ExtensionList.lookup(AwsCredentialKind.class)) {
            list.includeMatchingAs(ACL.SYSTEM2, item, kind.type, List.of(), CredentialsMatchers.always());
        }
    }
}
