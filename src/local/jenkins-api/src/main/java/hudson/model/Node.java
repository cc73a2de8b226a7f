package hudson.model;

public abstract class Node extends AbstractModelObject implements hudson.security.AccessControlled {
    @Override
    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }
}
