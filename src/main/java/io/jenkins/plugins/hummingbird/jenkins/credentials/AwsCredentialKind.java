package io.jenkins.plugins.hummingbird.jenkins.credentials;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import hudson.ExtensionList;
import hudson.model.Item;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * A kind of credential that stands for a user of AWS. There are no others than ours: it is not for plugins to extend.
 *
 * @param <C> what it is in Jenkins
 */
public abstract class AwsCredentialKind<C extends StandardCredentials> {
    private final Class<C> type;

    AwsCredentialKind(Class<C> type) {
        this.type = type;
    }

    abstract AwsCredentialsProvider provider(C credential);

    /**
     * A credential that was found.
     *
     * @param credential as Jenkins knows it, so that its use can be tracked
     * @param roleOfController see {@link AwsCredentialKind#roleOfController}
     */
    record Found(StandardCredentials credential, AwsCredentialsProvider provider, String roleOfController) {}

    /**
     * @return the role which a credential that holds no key of its own assumes as the controller; empty for every other
     *     credential
     */
    String roleOfController(C credential) {
        return "";
    }

    /** @return the credential as one of AWS; null when it is none */
    public static Found of(StandardCredentials credential) {
        for (AwsCredentialKind<?> kind : ExtensionList.lookup(AwsCredentialKind.class)) {
            if (kind.type.isInstance(credential)) {
                return kind.found(credential);
            }
        }
        return null;
    }

    private Found found(StandardCredentials credential) {
        C ofType = type.cast(credential);
        return new Found(credential, provider(ofType), roleOfController(ofType));
    }

    /** Adds those of all kinds which builds of a job find; of every job when it is null. */
    public static void addAll(StandardListBoxModel list, Item item) {
        for (AwsCredentialKind<?> kind : ExtensionList.lookup(AwsCredentialKind.class)) {
            new ItemCredentials(item).addTo(list, kind.type);
        }
    }
}
