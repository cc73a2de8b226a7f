package io.jenkins.plugins.hummingbird;

import io.jenkins.plugins.hummingbird.aws.AwsAccess;
import io.jenkins.plugins.hummingbird.aws.AwsRole;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.rules.ExternalResource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * AWS as moto has it, made by src/local/aws: with official images and a network of 127.60.1.x. As a class rule: brought
 * up before the class's tests, ended after them, and also when the JVM ends.
 *
 * <p>Tests are skipped where {@link TestSet} says so.
 */
public final class AwsRule extends ExternalResource {
    private static final AwsRule COMMON = new AwsRule(true);
    private static final int SECONDS_TO_START = 600;

    private final boolean untilTheEnd;
    private Path folder;
    private Process process;
    private Properties properties;

    private AwsRule(boolean untilTheEnd) {
        this.untilTheEnd = untilTheEnd;
    }

    /** One for all classes that ask for it, until the JVM ends; tests tell their things apart by name or tag. */
    public static AwsRule common() {
        return COMMON;
    }

    /** One for a class of its own, with nothing in it but official images and the network. */
    public static AwsRule own() {
        return new AwsRule(false);
    }

    public URI endpoint() {
        return URI.create(property("endpoint"));
    }

    public String region() {
        return property("region");
    }

    /** A line of aws.properties, see src/local/aws/serve: account, key, secret, vpc, subnet, securityGroup and so on. */
    public String property(String name) {
        return properties.getProperty(name);
    }

    /**
     * Says how the next cluster of a name behaves.
     *
     * @param wishes lines such as {@code creationSeconds=10}; src/local/aws/serve says which there are
     */
    public void cluster(String name, String... wishes) throws IOException {
        Files.write(folder.resolve("cluster-" + name + ".properties"), List.of(wishes));
    }

    /**
     * Says how the tunnels behave that are opened from now on.
     *
     * @param wishes lines such as {@code bytes=40000}; src/local/aws/serve says which there are
     */
    public void tunnels(String... wishes) throws IOException {
        Path fresh = folder.resolve("tunnels.new");
        Files.write(fresh, List.of(wishes));
        Files.move(fresh, folder.resolve("tunnels.properties"), StandardCopyOption.REPLACE_EXISTING);
    }

    /** A line for each tunnel that was asked for, such as {@code tunnel 127.60.1.4:2222}. */
    public List<String> tunnels() throws IOException {
        Path log = folder.resolve("tunnels.log");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    /** The Python that it runs in, which has boto3; absolute. */
    public Path python() {
        return requirePython().toAbsolutePath();
    }

    /** As the user of aws.properties, straight to moto. */
    public AwsAccess access() {
        return access(endpoint(), null);
    }

    /** As the user of aws.properties, by another endpoint and in a role, or none when it is null. */
    public AwsAccess access(URI endpoint, AwsRole role) {
        AwsBasicCredentials credentials = AwsBasicCredentials.create(property("key"), property("secret"));
        return new AwsAccess(region(), StaticCredentialsProvider.create(credentials), role, null, endpoint);
    }

    @Override
    protected void before() throws Throwable {
        synchronized (this) {
            if (properties == null) {
                start();
            }
        }
    }

    @Override
    protected void after() {
        if (!untilTheEnd) {
            end();
        }
    }

    /**
     * The Python that the emulator and its instances run in.
     *
     * @throws org.junit.AssumptionViolatedException as {@link TestSet#needsProgram}
     */
    public static Path requirePython() {
        Path python = Path.of(System.getProperty("hummingbird.aws", "target/parts/aws/venv/bin/python"));
        TestSet.needsProgram(
                Files.isExecutable(python),
                "there is no AWS emulator at " + python + "; src/local/aws/install target/parts/aws makes it");
        return python;
    }

    private void start() throws IOException, InterruptedException {
        Path python = requirePython();
        folder = Files.createTempDirectory("aws");
        Path log = folder.resolve("log");
        // It ends with its standard input, and so with this JVM, however that ends.
        process = new ProcessBuilder(python.toString(), "src/local/aws/serve", folder.toString(), "--while-stdin")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Path written = folder.resolve("aws.properties");
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_START); !Files.exists(written); ) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                process.destroyForcibly();
                throw new AssertionError("the AWS emulator did not start: " + Files.readString(log));
            }
        }
        Properties read = new Properties();
        try (InputStream in = Files.newInputStream(written)) {
            read.load(in);
        }
        properties = read;
        if (untilTheEnd) {
            Runtime.getRuntime().addShutdownHook(new Thread(this::end, "aws-end"));
        }
    }

    private void end() {
        if (process == null) {
            return;
        }
        process.destroyForcibly();
        try (Stream<Path> files = Files.walk(folder)) {
            process.waitFor();
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
