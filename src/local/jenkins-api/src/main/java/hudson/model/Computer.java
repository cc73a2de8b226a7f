package hudson.model;

import hudson.security.AccessControlled;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

public abstract class Computer extends Actionable implements AccessControlled {
    public static final ExecutorService threadPoolForRemoting = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "Computer.threadPoolForRemoting");
        thread.setDaemon(true);
        return thread;
    });
}
