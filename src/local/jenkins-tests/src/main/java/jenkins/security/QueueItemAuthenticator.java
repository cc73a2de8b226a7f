package jenkins.security;

import hudson.ExtensionPoint;
import hudson.model.Describable;

public abstract class QueueItemAuthenticator implements Describable<QueueItemAuthenticator>, ExtensionPoint {
    @Override
    public QueueItemAuthenticatorDescriptor getDescriptor() {
        throw new UnsupportedOperationException();
    }
}
