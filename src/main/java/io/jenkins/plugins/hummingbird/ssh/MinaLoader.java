package io.jenkins.plugins.hummingbird.ssh;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import org.apache.sshd.client.SshClient;

/**
 * Runs work with MINA's own class loader as that of the thread. MINA looks for its parts and for BouncyCastle through
 * the thread's loader first, which in Jenkins may be that of anything, with another version of them or none.
 */
public final class MinaLoader {
    private MinaLoader() {}

    /** Work that may fail as all work over SSH may. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws IOException, OperationException;
    }

    public static ClassLoader get() {
        return SshClient.class.getClassLoader();
    }

    public static <T> T run(Work<T> work) throws IOException, OperationException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(get());
        try {
            return work.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
