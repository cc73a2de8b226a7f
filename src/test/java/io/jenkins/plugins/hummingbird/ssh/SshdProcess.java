package io.jenkins.plugins.hummingbird.ssh;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.Patience;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** A real sshd with its own configuration, which accepts the head node's user and key. */
public final class SshdProcess implements AutoCloseable {
    public final int port;
    private final Process process;

    private SshdProcess(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    /**
     * @param port 0 for any
     * @param configuration lines as in sshd_config(5)
     */
    public static SshdProcess start(
            HeadNodeRule headNode, Path folder, int port, List<Path> hostKeys, String... configuration)
            throws IOException, InterruptedException {
        int chosen = port == 0 ? freePort() : port;
        Path keys = folder.resolve("authorized_keys");
        Files.copy(Path.of(headNode.property("key") + ".pub"), keys, StandardCopyOption.REPLACE_EXISTING);
        List<String> lines = new ArrayList<>(List.of(
                "Port " + chosen,
                "ListenAddress 127.0.0.1",
                "PidFile none",
                "StrictModes no",
                "UsePAM no",
                "PermitRootLogin prohibit-password",
                "AuthorizedKeysFile " + keys));
        hostKeys.forEach(key -> lines.add("HostKey " + key));
        lines.addAll(List.of(configuration));
        Path file = Files.write(folder.resolve("sshd_config"), lines);
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(binary(), "-D", "-f", file.toString(), "-E", log.toString()).start();
        SshdProcess sshd = new SshdProcess(chosen, process);
        for (int i = 0; i < 20 * Patience.SECONDS; i++) {
            try {
                new Socket("127.0.0.1", chosen).close();
                return sshd;
            } catch (IOException e) {
                if (!process.isAlive()) {
                    break;
                }
                Thread.sleep(50);
            }
        }
        sshd.close();
        throw new AssertionError("sshd did not start: " + Files.readString(log));
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String binary() {
        for (String folder : List.of("/usr/sbin", "/usr/local/sbin", "/sbin", "/usr/bin")) {
            if (Files.isExecutable(Path.of(folder, "sshd"))) {
                return folder + "/sshd";
            }
        }
        throw new AssertionError("no sshd in the usual folders");
    }

    /** Ends sshd and its sessions. */
    @Override
    public void close() {
        List<ProcessHandle> sessions = process.descendants().toList();
        process.destroyForcibly();
        sessions.forEach(ProcessHandle::destroyForcibly);
        process.onExit().join();
    }
}
