package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.security.AccessControlled;
import hudson.security.Permission;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

public abstract class Computer extends Actionable implements AccessControlled {
    public static final Permission BUILD = new Permission(null, "Build", Permission.CONFIGURE);

    public static final ExecutorService threadPoolForRemoting = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "Computer.threadPoolForRemoting");
        thread.setDaemon(true);
        return thread;
    });

    @CheckForNull
    public Node getNode() {
        throw new UnsupportedOperationException();
    }

    public final Future<?> connect(boolean forceReconnect) {
        throw new UnsupportedOperationException();
    }

    public EnvVars getEnvironment() throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }
}
