package io.jenkins.plugins.hummingbird.ssh;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import org.apache.sshd.client.SshClient;

/**
 * Runs code with MINA's class loader as the context class loader. MINA loads its services and BouncyCastle with the
 * context class loader first, which in Jenkins may be any other, with another version of them or none.
 */
public final class MinaClassLoader {
    private MinaClassLoader() {}

    /** Code that may fail like any use of SSH. */
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
