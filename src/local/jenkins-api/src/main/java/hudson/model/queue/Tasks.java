package hudson.model.queue;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Queue;
import org.springframework.security.core.Authentication;

/** Here no authenticator is installed. */
public class Tasks {
    private Tasks() {}

    @NonNull
    public static Authentication getAuthenticationOf2(@NonNull Queue.Task task) {
        return task.getDefaultAuthentication2();
    }
}
