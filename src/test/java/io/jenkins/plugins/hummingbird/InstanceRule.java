package io.jenkins.plugins.hummingbird;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.rules.ExternalResource;

/**
 * Instances of EC2 as src/local/aws/instance has them, without an EC2: a test starts each with its user data. All are
 * ended after the test.
 *
 * <p>Tests are skipped where {@link TestSet} says so.
 */
public final class InstanceRule extends ExternalResource {
    private static final int SECONDS_TO_START = 300;

    private final List<InstanceProgram> programs = new ArrayList<>();

    /**
     * Starts an instance and waits until its sshd answers.
     *
     * @param address one of 127.x that no other test uses
     * @param bootSeconds how much later cloud-init ends
     * @param userData as RunInstances takes it, before base64
     */
    public Instance start(String address, int bootSeconds, String userData) throws IOException, InterruptedException {
        String port = String.valueOf(freePort(address));
        String boot = String.valueOf(bootSeconds);
        InstanceProgram program = new InstanceProgram(
                "instance", userData, Map.of(), "--address", address, "--port", port, "--boot", boot);
        programs.add(program);
        return program.await(program.folder, SECONDS_TO_START);
    }

    /** Ends all instances. */
    public void end() throws IOException {
        for (InstanceProgram program : programs) {
            program.close();
        }
        programs.clear();
    }

    /** A port that nobody listens at. */
    public static int freePort(String address) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(address))) {
            return socket.getLocalPort();
        }
    }

    @Override
    protected void after() {
        try {
            end();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
