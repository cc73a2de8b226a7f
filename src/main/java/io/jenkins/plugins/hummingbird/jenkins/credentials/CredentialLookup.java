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

    /** @return a sentence: what to do where a credential is missing */
    default String advice() {
        return "Add one to the credentials of Jenkins or of the job's folder.";
    }

    /** @return the full name of the job, empty for Jenkins itself */
    default String job() {
        return name().replaceFirst("#[^#]*$", "");
    }

    /** @return job and build, such as {@code folder/job#7}, by which others know again who used a credential */
    String name();
}
