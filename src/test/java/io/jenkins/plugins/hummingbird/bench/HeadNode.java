package io.jenkins.plugins.hummingbird.bench;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.HostKeyPolicy;
import io.jenkins.plugins.hummingbird.ssh.Login;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.ssh.connection.Connections;
import io.jenkins.plugins.hummingbird.ssh.hostkey.HostKeys;
import io.jenkins.plugins.hummingbird.ssh.key.PrivateKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A head node that src/local/head-node has started, as its users reach it; and what its controller was asked. */
public final class HeadNode {
    private static final Pattern REQUESTS = Pattern.compile("\\s+((?:REQUEST|MESSAGE)_\\w+)\\s+\\(.*?count:(\\d+).*");

    /** What the nodes tell the controller as their tasks come and go, whoever submitted them; and sdiag itself. */
    private static final Pattern NOT_OF_A_CLIENT =
            Pattern.compile("MESSAGE_.*|REQUEST_COMPLETE_.*|REQUEST_STEP_COMPLETE.*|REQUEST_STATS_INFO");

    private final Path folder;
    private final Properties properties = new Properties();

    /** @param folder of the head node */
    public HeadNode(Path folder) throws IOException {
        this.folder = folder;
        try (InputStream in = Files.newInputStream(folder.resolve("head-node.properties"))) {
            properties.load(in);
        }
    }

    public String host() {
        return properties.getProperty("host");
    }

    public int port() {
        return Integer.parseInt(properties.getProperty("port"));
    }

    /** The folder that stands for the cluster's shared file system. */
    public Path shared() {
        return Path.of(properties.getProperty("shared"));
    }

    /** The folder of Slurm's commands. */
    public Path bin() {
        return Path.of(properties.getProperty("bin"));
    }

    /** The file by which Slurm's commands find their controller. */
    public Path slurmConf() {
        return bin().resolveSibling("slurm.conf");
    }

    /** @return connections of the plugin's own, none of them open yet */
    public Connections connections() throws IOException {
        return new Connections(
                new HostKeys(Files.createTempDirectory(shared(), "ssh").resolve("known_hosts")));
    }

    public Shell shell(Connections connections) throws IOException, OperationException {
        String key = Files.readString(Path.of(properties.getProperty("key")));
        Login login = new Login(
                host(),
                port(),
                properties.getProperty("user"),
                PrivateKeys.parse("bench", List.of(key), null),
                HostKeyPolicy.PINNED,
                properties.getProperty("hostKeyFingerprint"),
                null,
                null);
        return connections.shell(login, line -> {});
    }

    /** @return the words that run a command there by OpenSSH, over a connection of its own */
    List<String> ssh(String command) {
        List<String> words = new ArrayList<>(List.of("ssh", "-F", "none", "-n", "-o", "BatchMode=yes"));
        words.addAll(List.of("-o", "IdentitiesOnly=yes", "-o", "GlobalKnownHostsFile=none"));
        words.addAll(List.of("-o", "UserKnownHostsFile=" + folder.resolve("ssh/known_hosts")));
        words.addAll(List.of("-i", properties.getProperty("key"), "-p", Integer.toString(port())));
        words.addAll(List.of(properties.getProperty("user") + "@" + host(), command));
        return words;
    }

    /** Lets the controller count from 0. */
    void resetRequests() throws IOException, InterruptedException {
        sdiag("--reset");
    }

    /** @return how often clients have asked the controller for what since the last reset, by the names of sdiag */
    Map<String, Integer> requests() throws IOException, InterruptedException {
        Map<String, Integer> requests = new TreeMap<>();
        sdiag().lines().map(REQUESTS::matcher).filter(Matcher::matches).forEach(line -> {
            if (!NOT_OF_A_CLIENT.matcher(line.group(1)).matches()) {
                requests.merge(line.group(1), Integer.parseInt(line.group(2)), Integer::max);
            }
        });
        return requests;
    }

    private String sdiag(String... options) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("sdiag"));
        words.addAll(List.of(options));
        return Tool.run(words, Map.of("SLURM_CONF", slurmConf().toString()));
    }
}
