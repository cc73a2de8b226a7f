package io.jenkins.plugins.hummingbird.aws;

import io.jenkins.plugins.hummingbird.operation.OperationContext;
import io.jenkins.plugins.hummingbird.operation.OperationException;

/** What an operation that uses AWS is handed at each move. */
public interface AwsContext extends OperationContext {
    /**
     * @return AWS as the request asks for it, the same object from move to move while the credential stays what it is;
     *     for this move only, and not to be closed by it
     * @throws OperationException when there is no such credential or region
     */
    AwsClients aws(AwsRequest request) throws OperationException;
}
