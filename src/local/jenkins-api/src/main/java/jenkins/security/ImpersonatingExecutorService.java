package jenkins.security;

import hudson.security.ACL;
import hudson.security.ACLContext;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import jenkins.util.InterceptingExecutorService;
import org.springframework.security.core.Authentication;

public final class ImpersonatingExecutorService extends InterceptingExecutorService {
    private final Authentication authentication;

    public ImpersonatingExecutorService(ExecutorService base, Authentication authentication) {
        super(base);
        this.authentication = authentication;
    }

    @Override
    protected Runnable wrap(Runnable work) {
        return () -> {
            try (ACLContext as = ACL.as2(authentication)) {
                work.run();
            }
        };
    }

    @Override
    protected <V> Callable<V> wrap(Callable<V> work) {
        return () -> {
            try (ACLContext as = ACL.as2(authentication)) {
                return work.call();
            }
        };
    }
}
