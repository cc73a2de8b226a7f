package io.jenkins.plugins.hummingbird.jenkins.form;

import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.AwsRequest;
import io.jenkins.plugins.hummingbird.jenkins.credentials.AwsAccounts;
import io.jenkins.plugins.hummingbird.jenkins.credentials.ItemCredentials;
import io.jenkins.plugins.hummingbird.operation.ErrorSentence;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Tries a connection for the button of a form: whether AWS can be used. */
public final class AwsConnectionCheck {
    private AwsConnectionCheck() {}

    /**
     * Asks AWS for the identity of the caller. The permission of the user must have been checked.
     *
     * @param item the job in whose place the credential is looked up; null for Jenkins itself
     * @param request as a step would write it
     * @param endpoint empty for the real AWS; null for that of the global configuration
     * @return account and ARN, or why there are none
     */
    public static FormValidation test(Item item, AwsRequest request, String endpoint) {
        ItemCredentials user = new ItemCredentials(item);
        AwsAccounts accounts = new AwsAccounts(endpoint == null ? null : endpoint.trim());
        try {
            AwsClients clients = accounts.clients(user, request);
            GetCallerIdentityResponse caller =
                    clients.sts("asking who uses AWS by this credential", sts -> sts.getCallerIdentity());
            return FormValidation.ok(Messages.AwsConnection_works(clients.region(), caller.account(), caller.arn()));
        } catch (OperationException | IOException e) {
            return FormValidation.error(ErrorSentence.message(e));
        } finally {
            accounts.close();
        }
    }
}
