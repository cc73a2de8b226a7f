package io.jenkins.plugins.hummingbird.image;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.IamPolicy;
import io.jenkins.plugins.hummingbird.Instance;
import io.jenkins.plugins.hummingbird.InstancesRule;
import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.Ec2Queries;
import io.jenkins.plugins.hummingbird.emulator.AwsRelay;
import io.jenkins.plugins.hummingbird.image.ec2.AccountImages;
import io.jenkins.plugins.hummingbird.image.ec2.BakeTags;
import io.jenkins.plugins.hummingbird.image.ec2.GroupCalls;
import io.jenkins.plugins.hummingbird.image.ec2.ImageCalls;
import io.jenkins.plugins.hummingbird.image.ec2.InstanceCalls;
import io.jenkins.plugins.hummingbird.image.state.BakeRequest;
import io.jenkins.plugins.hummingbird.image.state.TagKeys;
import io.jenkins.plugins.hummingbird.ssh.connection.Connections;
import io.jenkins.plugins.hummingbird.ssh.hostkey.HostKeys;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/**
 * What a test of bakes needs: an emulated AWS of its class's own, before it a relay that allows what docs/iam-bake.json
 * allows, and the sshd of its instances.
 */
public final class BakeEnvironment extends ExternalResource {
    private static int bakes;

    /** Unlike that of any other run: detached commands are known by their ids, on the machine that runs the tests. */
    private final String prefix = "bake-" + UUID.randomUUID();

    private final AwsRule aws;
    private final AwsRelay relay;
    private final InstancesRule instances;
    private final TemporaryFolder folder = new TemporaryFolder();
    private AwsClients clients;

    /** Bypasses the relay, which records the bakes' calls alone. */
    private AwsClients own;

    private Connections connections;

    /** @param relay its calls are those of the bakes alone */
    public BakeEnvironment(AwsRule aws, AwsRelay relay, InstancesRule instances) {
        this.aws = aws;
        this.relay = relay;
        this.instances = instances;
    }

    @Override
    protected void before() throws Throwable {
        folder.create();
        relay.allowOnly(IamPolicy.BAKE);
        clients = AwsClients.open(relay.access());
        own = AwsClients.open(aws.access());
        connections = new Connections(new HostKeys(folder.getRoot().toPath().resolve("known_hosts")));
    }

    @Override
    protected void after() {
        connections.close();
        clients.close();
        own.close();
        folder.delete();
    }

    /** For a script alone, into the network of the tests. */
    public BakeRequest request(String script) {
        BakeRequest request = new BakeRequest();
        request.name = "image-" + ++bakes;
        request.subnetId = aws.property("subnet");
        request.sshUser = System.getProperty("user.name");
        request.sshPort = instances.port();
        request.recipe = "";
        request.script = script;
        return request;
    }

    /** @return a bake that begins now */
    public BakeDriver run(BakeRequest request) throws IOException {
        return run(request, Duration.ZERO);
    }

    /** @return a bake whose clock is ahead by a time */
    BakeDriver run(BakeRequest request, Duration ahead) throws IOException {
        String id = prefix + "-" + ++bakes;
        return new BakeDriver(folder.getRoot().toPath(), id, request, clients, connections, ahead);
    }

    /** Calls EC2 as the test itself. */
    public <T> T ec2(Function<Ec2Client, T> call) throws Exception {
        return own.ec2("testing", call);
    }

    /** The sshd of the instance that a bake has launched. */
    public Instance instance(BakeDriver run) throws Exception {
        return instances.instance(run.state().instance.id);
    }

    /** The instances that are not terminated. */
    List<String> instancesLeft() throws Exception {
        return InstanceCalls.alive(own, List.of()).stream()
                .map(software.amazon.awssdk.services.ec2.model.Instance::instanceId)
                .toList();
    }

    /** How many instances a bake has launched, in whatever state they are. */
    long launched(BakeDriver run) throws Exception {
        return ec2(ec2 -> ec2.describeInstances(r -> r.filters(BakeTags.of(run.state())))).reservations().stream()
                .mapToLong(one -> one.instances().size())
                .sum();
    }

    /** Launches an instance that no bake has launched. */
    String launch() throws Exception {
        String image = ec2(ec2 -> ec2.describeImages(r -> r.owners("amazon")))
                .images()
                .get(0)
                .imageId();
        return ec2(ec2 -> ec2.runInstances(r -> r.imageId(image)
                        .instanceType(InstanceType.M5_LARGE)
                        .minCount(1)
                        .maxCount(1)
                        .subnetId(aws.property("subnet"))))
                .instances()
                .get(0)
                .instanceId();
    }

    /** Terminates an instance, as somebody else does. */
    void end(String instance) throws Exception {
        InstanceCalls.terminate(own, instance);
    }

    List<Image> images() throws Exception {
        return new AccountImages(own).find("looking for images");
    }

    private List<String> groups() throws Exception {
        return ec2(Ec2Client::describeSecurityGroups).securityGroups().stream()
                .filter(group -> group.groupName().startsWith("hummingbird"))
                .map(SecurityGroup::groupId)
                .toList();
    }

    /** All that bakes make and that is there, a word each, such as {@code i-0123456789abcdef0}. */
    public List<String> left() throws Exception {
        List<String> left = new ArrayList<>(instancesLeft());
        ec2(Ec2Client::describeVolumes).volumes().forEach(volume -> left.add(volume.volumeId()));
        left.addAll(groups());
        images().forEach(image -> left.add(image.imageId()));
        ImageCalls.findSnapshots(own, Ec2Queries.filter("tag-key", TagKeys.BAKE))
                .forEach(snapshot -> left.add(snapshot.snapshotId()));
        ImageCalls.findSnapshots(own, Ec2Queries.filter("description", "Created by CreateImage*")).stream()
                .filter(snapshot -> !left.contains(snapshot.snapshotId()))
                .forEach(snapshot -> left.add(snapshot.snapshotId()));
        return left;
    }

    /** Removes what a test was to make, so that the next begins with nothing. */
    public void clear() throws Exception {
        for (String id : instancesLeft()) {
            InstanceCalls.terminate(own, id);
        }
        for (Image image : images()) {
            ImageCalls.remove(own, image.imageId(), List.of());
        }
        for (String group : groups()) {
            GroupCalls.delete(group, own);
        }
        for (String id : left()) {
            if (id.startsWith("snap-")) {
                ImageCalls.removeSnapshot(own, id);
            }
        }
        removeDetached();
    }

    /** What aborted bakes leave on their instances, which here is this machine. */
    private void removeDetached() throws IOException {
        removeDetached(Path.of("/var/tmp"));
        removeDetached(Path.of("/dev/shm"));
    }

    private void removeDetached(Path parent) throws IOException {
        try (DirectoryStream<Path> places = Files.newDirectoryStream(parent, "hummingbird-*")) {
            for (Path place : places) {
                try (DirectoryStream<Path> folders = Files.newDirectoryStream(place, prefix + "*")) {
                    for (Path one : folders) {
                        try (Stream<Path> files = Files.walk(one)) {
                            for (Path file :
                                    files.sorted(Comparator.reverseOrder()).toList()) {
                                Files.delete(file);
                            }
                        }
                    }
                }
            }
        }
    }
}
