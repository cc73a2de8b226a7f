package io.jenkins.plugins.hummingbird.jenkins;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import hudson.Util;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.util.List;

/** The list of SSH private keys that a form offers. */
final class SshKeyField {
    private SshKeyField() {}

    /**
     * @param mayConfigure whether the asker may configure the job
     * @return those that the job may use, with an empty one first; else only the present one
     */
    static ListBoxModel choices(Item item, boolean mayConfigure, String present) {
        StandardListBoxModel result = new StandardListBoxModel();
        if (mayConfigure) {
            result.includeEmptyValue();
            result.includeMatchingAs(
                    ACL.SYSTEM2, item, SSHUserPrivateKey.class, List.of(), CredentialsMatchers.always());
        }
        return result.includeCurrentValue(Util.fixNull(present));
    }

    /** @return a warning when the job may use none of that id; nothing to somebody who may not configure it */
    static FormValidation check(Item item, boolean mayConfigure, String id) {
        if (!mayConfigure || Util.fixNull(id).isBlank()) {
            return FormValidation.ok();
        }
        boolean found = !CredentialsProvider.listCredentialsInItem(
                        SSHUserPrivateKey.class, item, ACL.SYSTEM2, List.of(), CredentialsMatchers.withId(id))
                .isEmpty();
        return found ? FormValidation.ok() : FormValidation.warning(Messages.SshKeyField_noSuchCredential());
    }
}
