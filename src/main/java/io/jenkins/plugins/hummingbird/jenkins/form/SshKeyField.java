package io.jenkins.plugins.hummingbird.jenkins.form;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.hummingbird.jenkins.credentials.ItemCredentials;

/** The list of SSH private keys that a form offers. */
final class SshKeyField {
    private SshKeyField() {}

    /**
     * @param mayConfigure whether the user may configure the job
     * @return those that the job may use, with an empty one first; else only the present one
     */
    static ListBoxModel choices(Item item, boolean mayConfigure, String present) {
        return choices(item, mayConfigure, present, "");
    }

    /** @param none what the empty one is called; empty for the name that it has everywhere in Jenkins */
    static ListBoxModel choices(Item item, boolean mayConfigure, String present, String none) {
        StandardListBoxModel result = new StandardListBoxModel();
        if (mayConfigure) {
            if (none.isEmpty()) {
                result.includeEmptyValue();
            } else {
                result.add(none, "");
            }
            new ItemCredentials(item).addTo(result, SSHUserPrivateKey.class);
        }
        return result.includeCurrentValue(Util.fixNull(present));
    }

    /** @return a warning when the job may use none of that id; nothing to somebody who may not configure it */
    static FormValidation check(Item item, boolean mayConfigure, String id) {
        if (!mayConfigure || Util.fixNull(id).isBlank()) {
            return FormValidation.ok();
        }
        return new ItemCredentials(item).credential(id) instanceof SSHUserPrivateKey
                ? FormValidation.ok()
                : FormValidation.warning(Messages.SshKeyField_noSuchCredential());
    }
}
