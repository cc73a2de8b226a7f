package jenkins.model;

import hudson.ExtensionPoint;
import hudson.model.Describable;
import hudson.model.Descriptor;

/** Kept in memory alone: the local run has no configuration of Jenkins that outlives it. */
public abstract class GlobalConfiguration extends Descriptor<GlobalConfiguration>
        implements ExtensionPoint, Describable<GlobalConfiguration> {
    protected GlobalConfiguration() {
        super(GlobalConfiguration.class);
    }

    @Override
    public synchronized void save() {}

    @Override
    public synchronized void load() {}
}
