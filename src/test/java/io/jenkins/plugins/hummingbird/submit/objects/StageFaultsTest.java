package io.jenkins.plugins.hummingbird.submit.objects;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.Patience;
import io.jenkins.plugins.hummingbird.TestSet;
import io.jenkins.plugins.hummingbird.emulator.S3Bucket;
import io.jenkins.plugins.hummingbird.emulator.S3Relay;
import io.jenkins.plugins.hummingbird.emulator.S3Request;
import io.jenkins.plugins.hummingbird.submit.tasks.SmallDisk;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;

/** stage.py while S3, the network or the node fail. */
@RunWith(Parameterized.class)
public class StageFaultsTest {
    private static final Predicate<S3Request> GETS = S3Request.ofObjects("GET");
    private static final int ATTEMPTS = 8;

    @ClassRule
    public static final AwsRule AWS = AwsRule.common();

    @Rule
    public final S3Relay relay = new S3Relay(AWS);

    @Rule
    public final S3Bucket bucket = new S3Bucket(AWS);

    @Rule
    public final ObjectPrograms programs;

    @Rule
    public final ObjectPrograms without = new ObjectPrograms(AWS, ObjectPrograms.Client.NONE);

    /** Has little more than the room that stage.py wants to be left. */
    @Rule
    public final SmallDisk disk = new SmallDisk(66 << 10);

    private final ObjectPrograms.Client client;
    private StagedGroup group;

    public StageFaultsTest(ObjectPrograms.Client client) {
        this.client = client;
        programs = new ObjectPrograms(AWS, client);
    }

    @Parameterized.Parameters(name = "{0}")
    public static Object[] clients() {
        // each request of the CLI takes a second
        return TestSet.everyNth(2) == 1
                ? new Object[] {ObjectPrograms.Client.BOTO3, ObjectPrograms.Client.CLI}
                : new Object[] {ObjectPrograms.Client.BOTO3};
    }

    @Before
    public void group() {
        programs.at(relay.endpoint());
        group = new StagedGroup(programs, bucket);
    }

    private void fewObjects() {
        for (int i = 0; i < 3; i++) {
            group.object("k" + i, "content " + i);
        }
    }

    @Test
    public void triesAgainWhenS3AsksToSlowDown() throws Exception {
        fewObjects();
        relay.slowDown(GETS, 5);
        programs.succeeded(group.run());
        assertThat(programs.out, is("27\n"));
        assertThat(programs.log, containsString("SlowDown: Please reduce your request rate.; trying again (1 of 7)"));
        assertThat(group.files().size(), is(3));
        assertThat(relay.count(GETS), is(8));
    }

    @Test
    public void triesAgainFromTheBeginningWhenAConnectionBreaks() throws Exception {
        byte[] large = new byte[3_000_000];
        new Random(1).nextBytes(large);
        group.object("large", large);
        relay.cut(S3Request.of("GET", "large"), 2, 2_000_000);
        relay.fail(S3Request.of("GET", "large"), 1, 500, "InternalError", "We encountered an internal error.");
        programs.succeeded(group.run());
        assertThat(Files.readAllBytes(group.file("large")), is(large));
        assertThat(relay.count(GETS), is(4));
    }

    @Test
    public void givesUpAfterEightAttempts() throws Exception {
        group.object("a", "a");
        relay.slowDown(GETS, Integer.MAX_VALUE);
        assertThat(group.run(), is(25));
        assertThat(programs.sentence(), startsWith(bucket.url("a") + ": "));
        assertThat(programs.sentence(), endsWith("SlowDown: Please reduce your request rate."));
        assertThat(relay.count(GETS), is(ATTEMPTS));
    }

    @Test
    public void triesAgainWhileNobodyListens() throws Exception {
        fewObjects();
        try (LatePort port = new LatePort()) {
            programs.at(port.endpoint());
            Process process = group.start();
            while (process.isAlive() && !programs.said(process).contains("trying again")) {
                process.waitFor(20, TimeUnit.MILLISECONDS);
            }
            port.open(relay.endpoint());
            process.waitFor();
            assertThat(programs.said(process), programs.ended(process), is(0));
        }
        assertThat(group.files().size(), is(3));
    }

    @Test
    public void tellsThatNobodyListens() throws Exception {
        group.object("a", "a");
        try (LatePort port = new LatePort()) {
            programs.at(port.endpoint());
            assertThat(group.run(), is(25));
        }
        assertThat(programs.sentence(), startsWith(bucket.url("a") + ": "));
        assertThat(programs.sentence(), containsString("Could not connect to the endpoint URL"));
    }

    @Test
    public void endsAtOnceWhenOneObjectIsGone() throws Exception {
        fewObjects();
        S3Relay.Held held = relay.hold(S3Request.of("GET", "k0"), 1);
        bucket.delete("k2");
        assertThat(group.run(), is(20));
        held.release();
    }

    @Test
    public void leavesOnlyScratchWhenItIsToldToEnd() throws Exception {
        assertEndsBySignal(false, 143);
    }

    @Test
    public void leavesOnlyScratchWhenItIsKilled() throws Exception {
        assertEndsBySignal(true, 137);
    }

    private void assertEndsBySignal(boolean kill, int code) throws Exception {
        fewObjects();
        S3Relay.Held held = relay.hold(S3Request.of("GET", "k0"), 1);
        Process process = group.start();
        held.awaitOne();
        List<ProcessHandle> children = process.descendants().toList();
        assertThat(children.isEmpty(), is(client == ObjectPrograms.Client.BOTO3));
        if (kill) {
            process.destroyForcibly();
        } else {
            process.destroy();
        }
        assertThat(process.waitFor(), is(code));
        if (!kill) {
            for (ProcessHandle child : children) {
                child.onExit().get(Patience.SECONDS, TimeUnit.SECONDS);
            }
        }
        held.release();
        for (ProcessHandle child : children) {
            child.onExit().get(Patience.SECONDS, TimeUnit.SECONDS);
        }
        assertThat(group.leftBehind(), is(List.of("scratch")));
        assertThat(programs.said(process), not(containsString("Traceback")));
    }

    @Test
    public void looksForRoomBeforeItFetches() throws Exception {
        group.listed("a", 1L << 50, "-");
        assertThat(group.run(), is(24));
        assertThat(programs.sentence(), startsWith(group.folder + ": has "));
        assertThat(programs.sentence(), containsString("are needed for the group's images"));
        assertThat(relay.count(GETS), is(0));
    }

    @Test
    public void tellsOfADiskThatBecomesFull() throws Exception {
        group.folder = disk.folder().resolve("scratch");
        bucket.put("large", new byte[70 << 20]);
        group.listed("large", 1, "-");
        assertThat(group.run(), is(24));
        assertThat(programs.sentence(), containsString("No space left on device"));
    }

    @Test
    public void tellsThatThereIsNoClient() throws Exception {
        StagedGroup alone = new StagedGroup(without, bucket).object("a", "a");
        assertThat(alone.run(), is(23));
        assertThat(without.sentence(), startsWith("S3: neither boto3 of this Python nor the AWS CLI (aws)"));
    }
}
