package io.jenkins.plugins.hummingbird;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** An instance of EC2 as src/local/aws/instance has it: a real sshd, with files that stand for those of the instance. */
public final class Instance {
    private final Path folder;
    private final Properties properties;

    private Instance(Path folder, Properties properties) {
        this.folder = folder;
        this.properties = properties;
    }

    /** The instance of a folder; null while it is not up. */
    static Instance in(Path folder) throws IOException {
        Path written = folder.resolve("instance.properties");
        if (!Files.exists(written)) {
            return null;
        }
        Properties read = new Properties();
        try (InputStream in = Files.newInputStream(written)) {
            read.load(in);
        }
        return new Instance(folder, read);
    }

    public String host() {
        return properties.getProperty("host");
    }

    public int port() {
        return Integer.parseInt(properties.getProperty("port"));
    }

    /** Who runs the tests: the only one that may log in. */
    public String user() {
        return properties.getProperty("user");
    }

    /** The public host key that it shows, as a line of two words. */
    public String hostKey() {
        return properties.getProperty("hostKey");
    }

    /** What stands below it is the instance's, such as var/log. */
    public Path root() {
        return Path.of(properties.getProperty("root"));
    }

    /** The user's home. */
    public Path home() {
        return Path.of(properties.getProperty("home"));
    }

    /** Boots, commands of sudo and clean-ups since the first boot, a line each; also after its end. */
    public List<String> record() throws IOException {
        return Files.readAllLines(Path.of(properties.getProperty("record")));
    }

    /** Whether sshd is up: until the instance is stopped or terminated. */
    public boolean isUp() {
        return Files.exists(folder.resolve("instance.properties"));
    }

    /** Cuts every connection, as a network does; what runs in them runs on. */
    public void dropConnections() {
        ProcessHandle.of(Long.parseLong(properties.getProperty("sshd"))).stream()
                .flatMap(ProcessHandle::descendants)
                .filter(process -> process.info().command().orElse("").contains("/sshd"))
                .forEach(ProcessHandle::destroyForcibly);
    }
}
