package io.jenkins.plugins.hummingbird.jenkins.run;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.hummingbird.jenkins.credentials.CredentialLookup;
import io.jenkins.plugins.hummingbird.jenkins.credentials.ItemCredentials;
import jenkins.model.Jenkins;

/**
 * Whose operation it is: a build. Of a freestyle build that did not survive a restart Jenkins knows nothing any more;
 * then it is the job, for as long as it takes to cancel what the build left.
 *
 * @param name the build's externalizable id
 * @param run null when the build is lost
 */
public record Owner(String name, Run<?, ?> run) implements CredentialLookup {
    /** Of a build that is known its present name, for its job may be renamed or moved. */
    @Override
    public String name() {
        return run == null ? name : run.getExternalizableId();
    }

    /** @return a build that is known */
    public static Owner of(Run<?, ?> run) {
        return new Owner(run.getExternalizableId(), run);
    }

    /** @param name the externalizable id of a build, which may be lost or deleted */
    public static Owner named(String name) {
        Run<?, ?> run;
        try {
            run = Run.fromExternalizableId(name);
        } catch (IllegalArgumentException e) {
            run = null; // the name was only half written
        }
        return new Owner(name, run);
    }

    /** @return whether the build has ended, or is lost */
    boolean over() {
        return run == null || !run.isBuilding();
    }

    @Override
    public StandardCredentials credential(String id) {
        if (run != null) {
            return CredentialsProvider.findCredentialById(id, StandardCredentials.class, run);
        }
        // without its job it is nobody's, and no item would mean Jenkins itself
        Item job = Jenkins.get().getItemByFullName(job(), Item.class);
        return job == null ? null : new ItemCredentials(job).credential(id);
    }

    @Override
    public void track(StandardCredentials credential) {
        if (run != null) {
            CredentialsProvider.track(run, credential);
        }
    }
}
