package hudson.model;

import jakarta.servlet.ServletException;
import java.io.File;
import java.io.IOException;
import org.kohsuke.stapler.HttpResponse;

public abstract class Build<P extends Project<P, B>, B extends Build<P, B>> extends AbstractBuild<P, B>
        implements Queue.Executable {
    protected Build(P project, File buildDir) throws IOException {
        super(project, buildDir);
    }

    /** Of AbstractBuild. */
    public synchronized HttpResponse doStop() throws IOException, ServletException {
        throw new UnsupportedOperationException();
    }
}
