package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.File;
import java.io.IOException;

public abstract class Job<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> extends AbstractItem
        implements hudson.ExtensionPoint {
    protected Job(ItemGroup parent, String name) {
        super(parent, name);
    }

    @CheckForNull
    public RunT getBuildByNumber(int number) {
        throw new UnsupportedOperationException();
    }

    @CheckForNull
    public RunT getLastBuild() {
        throw new UnsupportedOperationException();
    }

    public File getBuildDir() {
        return new File(getRootDir(), "builds");
    }

    @Override
    public void renameTo(String newName) throws IOException {
        super.renameTo(newName);
    }
}
