package io.jenkins.plugins.hummingbird;

import java.io.IOException;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.rules.ExternalResource;

/**
 * A real sshd for each instance that the AWS emulator says is running, made by src/local/aws/instances. As a class rule
 * it comes after that of the emulator.
 *
 * <p>Tests are skipped where {@link TestSet} says so.
 */
public final class InstancesRule extends ExternalResource {
    private static final int SECONDS_TO_START = 300;

    private final UnaryOperator<String> aws;
    private final double bootSeconds;
    private InstanceProgram program;
    private int port;

    /** Those whose cloud-init has ended two seconds after sshd is up; see the other constructor. */
    public InstancesRule(UnaryOperator<String> aws) {
        this(aws, 2);
    }

    /**
     * @param aws the lines of aws.properties: endpoint, region, key and secret; asked when the rule begins
     * @param bootSeconds how much later than sshd cloud-init has ended
     */
    public InstancesRule(UnaryOperator<String> aws, double bootSeconds) {
        this.aws = aws;
        this.bootSeconds = bootSeconds;
    }

    /** The port at which all of them answer. */
    public int port() {
        return port;
    }

    /** The instance of an id, once its sshd answers. */
    public Instance instance(String id) throws IOException, InterruptedException {
        return program.await(program.folder.resolve(id), SECONDS_TO_START);
    }

    @Override
    protected void before() throws Throwable {
        port = InstanceRule.freePort("127.0.0.1");
        Map<String, String> environment = Map.of(
                "AWS_ENDPOINT_URL", aws.apply("endpoint"),
                "AWS_DEFAULT_REGION", aws.apply("region"),
                "AWS_ACCESS_KEY_ID", aws.apply("key"),
                "AWS_SECRET_ACCESS_KEY", aws.apply("secret"),
                "NO_PROXY", "127.0.0.1",
                "no_proxy", "127.0.0.1");
        program = new InstanceProgram(
                "instances", null, environment, "--port", String.valueOf(port), "--boot", String.valueOf(bootSeconds));
    }

    @Override
    protected void after() {
        try {
            program.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
