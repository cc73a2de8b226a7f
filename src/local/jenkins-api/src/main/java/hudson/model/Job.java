package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;

public abstract class Job<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> extends AbstractItem
        implements hudson.ExtensionPoint {
    protected Job(ItemGroup parent, String name) {
        super(parent, name);
    }

    @CheckForNull
    public RunT getBuildByNumber(int number) {
        throw new UnsupportedOperationException();
    }
}
