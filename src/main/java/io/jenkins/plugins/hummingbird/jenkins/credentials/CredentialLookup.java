package io.jenkins.plugins.hummingbird.jenkins.credentials;

import com.cloudbees.plugins.credentials.common.StandardCredentials;

/** On whose behalf credentials are looked up. */
public interface CredentialLookup {
    /**
     * @return the nearest credential of that id: one of the job's folder hides one of Jenkins, also when it is of another
     *     kind; null when there is none that may be used
     */
    StandardCredentials credential(String id);

    /** Notes on the credential's page that it is used; nothing where no build uses it. */
    void track(StandardCredentials credential);

    /** @return job and build, such as {@code folder/job#7}, by which others know again who used a credential */
    String name();
}
