package hudson.model;

import hudson.model.queue.QueueTaskFuture;
import hudson.tasks.Builder;
import hudson.util.DescribableList;

public abstract class Project<P extends Project<P, B>, B extends Build<P, B>> extends AbstractProject<P, B> {
    protected Project(ItemGroup parent, String name) {
        super(parent, name);
    }

    public DescribableList<Builder, Descriptor<Builder>> getBuildersList() {
        throw new UnsupportedOperationException();
    }

    /** Of AbstractProject. */
    public QueueTaskFuture<B> scheduleBuild2(int quietPeriod) {
        throw new UnsupportedOperationException();
    }
}
