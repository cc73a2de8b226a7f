package io.jenkins.plugins.hummingbird.cluster;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.IamPolicy;
import io.jenkins.plugins.hummingbird.Patience;
import io.jenkins.plugins.hummingbird.PclusterRule;
import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterStack;
import io.jenkins.plugins.hummingbird.cluster.reads.ClusterStacks;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterAction;
import io.jenkins.plugins.hummingbird.cluster.state.ClusterRequest;
import io.jenkins.plugins.hummingbird.emulator.AwsRelay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/**
 * Runs operations on clusters: they call the emulated AWS through a relay that enforces docs/iam-cluster.json, and the real
 * CLI on this machine, which needs more permissions and calls AWS directly.
 */
final class ClusterRule extends ExternalResource {
    private static int lastRun;

    private final AwsRule aws;
    private final AwsRelay relay;
    private final TemporaryFolder folder = new TemporaryFolder();
    private AwsClients clients;
    private Path command;

    /** Clients of the test itself, without the relay. */
    private AwsClients own;

    ClusterRule(AwsRule aws, AwsRelay relay) {
        this.aws = aws;
        this.relay = relay;
    }

    @Override
    protected void before() throws Throwable {
        folder.create();
        relay.allowOnly(IamPolicy.CLUSTER);
        clients = AwsClients.open(relay.access());
        own = AwsClients.open(aws.access());
    }

    @Override
    protected void after() {
        clients.close();
        own.close();
        folder.delete();
        command = null;
    }

    Path folder() {
        return folder.getRoot().toPath();
    }

    AwsClients own() {
        return own;
    }

    ClusterRequest request(ClusterAction action, String name) {
        ClusterRequest request = new ClusterRequest();
        request.action = action.word();
        request.name = name;
        if (action.needsCli()) {
            request.configurationText = configuration(4);
            request.suppressValidators = aws.property("suppressValidators");
        }
        return request;
    }

    /** @param most MaxCount of the queue */
    String configuration(int most) {
        return SmallClusterConfiguration.configuration(aws, most);
    }

    ClusterOperationRun run(ClusterRequest request) throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("AWS_ENDPOINT_URL", aws.endpoint().toString());
        environment.put("HOME", folder().toString());
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("NO_PROXY", "127.0.0.1");
        environment.put("no_proxy", "127.0.0.1");
        environment.put("PATH", PclusterRule.command().getParent() + ":" + System.getenv("PATH"));
        LocalCommandRunner command = new LocalCommandRunner(folder(), command(), environment);
        return new ClusterOperationRun(
                folder(), "cluster-" + UUID.randomUUID() + "-" + ++lastRun, request, clients, command);
    }

    private Path command() throws IOException {
        if (command == null) {
            command = PclusterRule.writeCommandOfKnownVersion(
                    folder.newFolder("cli").toPath());
        }
        return command;
    }

    ClusterOperationRun run(ClusterAction action, String name) throws IOException {
        return run(request(action, name));
    }

    /**
     * @param lines of a bash script that replaces the CLI, except for its version
     * @return the command, in a folder of its own
     */
    Path cli(String... lines) throws IOException {
        Path script = Files.createTempDirectory(folder(), "bin").resolve("pcluster");
        Files.writeString(
                script,
                "#!/bin/bash\n[ $1 = version ] && { echo '{\"version\": \"3.16.1\"}'; exit; }\n"
                        + String.join("\n", lines)
                        + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script;
    }

    void awaitEnd(String name) throws Exception {
        Patience.await(name + " is gone", () -> stack(name).isEmpty());
    }

    Optional<ClusterStack> stack(String name) throws Exception {
        return new ClusterStacks(own).find(name);
    }

    /** @return how often the CLI was called to create a cluster */
    long creations(ClusterOperationRun... of) {
        return List.of(of).stream()
                .flatMap(run -> run.command.calls.stream())
                .filter(call -> call.startsWith("pcluster create-cluster"))
                .count();
    }
}
