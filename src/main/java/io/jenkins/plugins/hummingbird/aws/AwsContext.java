package io.jenkins.plugins.hummingbird.aws;

import io.jenkins.plugins.hummingbird.operation.OperationContext;
import io.jenkins.plugins.hummingbird.operation.OperationException;

/** What an operation that uses AWS gets at each move. */
public interface AwsContext extends OperationContext {
    /**
     * @return clients for the request, the same object at each move while the credential is unchanged; valid during the
     *     move, which does not close it
     * @throws OperationException when there is no such credential or region
     */
    AwsClients aws(AwsRequest request) throws OperationException;
}
