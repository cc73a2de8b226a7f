package io.jenkins.plugins.hummingbird.jenkins.headnode;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import io.jenkins.plugins.hummingbird.jenkins.controller.GlobalSettings;
import io.jenkins.plugins.hummingbird.jenkins.credentials.CredentialLookup;
import io.jenkins.plugins.hummingbird.jenkins.credentials.ItemCredentials;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.submit.request.NamedCluster;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.request.UsedCluster;

/**
 * The credentials that belong to a cluster which an administrator has defined. Those of Jenkins itself: a job that may use
 * the cluster need not be able to use them elsewhere. Their use is noted as that of the job.
 *
 * @param user the job whose operation it is
 */
public record ClusterCredentials(CredentialLookup user) implements CredentialLookup {
    /** @return by whom the SSH key of a request is found: the job, or the cluster that it names */
    static CredentialLookup ofAccount(CredentialLookup job, SubmitRequest request) {
        UsedCluster used = request.used();
        return used == null || used.hasOwnAccount() ? job : new ClusterCredentials(job);
    }

    /** @return by whom the AWS credential of a request is found: the job, or the cluster that it names */
    public static CredentialLookup ofAws(CredentialLookup job, SubmitRequest request) {
        UsedCluster used = request.used();
        return used == null || used.hasOwnAws() ? job : new ClusterCredentials(job);
    }

    /**
     * Asked before each use, but for one that undoes what the submission has begun.
     *
     * @param job nameless for Jenkins itself, whose administrators try definitions that are not saved
     * @throws OperationException when the job may no longer use the cluster that it has named
     */
    public static void checkAllowed(CredentialLookup job, SubmitRequest request) throws OperationException {
        String name = job.job();
        UsedCluster used = request.used();
        if (used == null || name.isEmpty()) {
            return;
        }
        NamedCluster now = GlobalSettings.get()
                .cluster(used.name())
                .orElseThrow(() -> new OperationException("cluster: an administrator has removed the cluster "
                        + used.name() + " (" + UsedCluster.WHERE + ")."));
        if (!now.allows(name)) {
            throw new OperationException("cluster: the job " + name + " may not use the cluster " + used.name()
                    + ". Ask an administrator to add it: " + UsedCluster.WHERE + ", clusters, jobs.");
        }
    }

    @Override
    public StandardCredentials credential(String id) {
        return new ItemCredentials(null).credential(id);
    }

    @Override
    public void track(StandardCredentials credential) {
        user.track(credential);
    }

    @Override
    public String advice() {
        return "The definition of the cluster names it: an administrator adds it to the credentials of Jenkins itself, of the scope"
                + " Global, or corrects the definition (" + UsedCluster.WHERE + ", clusters).";
    }

    @Override
    public String name() {
        return user.name();
    }
}
