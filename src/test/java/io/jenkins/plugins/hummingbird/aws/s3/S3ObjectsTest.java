package io.jenkins.plugins.hummingbird.aws.s3;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.emulator.S3Bucket;
import io.jenkins.plugins.hummingbird.emulator.S3Relay;
import io.jenkins.plugins.hummingbird.emulator.S3Request;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Listing and reading objects of moto's S3, also under its faults. */
public class S3ObjectsTest {
    private static final long MIB = 1L << 20;
    private static final S3Objects.BeforePart FREELY = () -> {};

    @ClassRule
    public static final AwsRule AWS = AwsRule.common();

    @Rule
    public final S3Relay relay = new S3Relay(AWS);

    @Rule
    public final S3Bucket bucket = new S3Bucket(AWS);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private AwsClients clients;
    private S3Objects objects;
    private Path file;

    @Before
    public void open() throws Exception {
        clients = AwsClients.open(relay.access());
        objects = new S3Objects(clients, S3Access.OWN);
        file = folder.getRoot().toPath().resolve("file");
    }

    @After
    public void close() {
        clients.close();
    }

    private S3Location at(String key) {
        return new S3Location(bucket.name(), key);
    }

    private static List<String> keys(S3Page page) {
        return page.objects().stream().map(S3Object::key).toList();
    }

    private List<String> all(S3Location from) throws Exception {
        List<String> keys = new ArrayList<>();
        String token = null;
        do {
            S3Page page = objects.page(from, false, token);
            keys.addAll(keys(page));
            token = page.nextToken();
        } while (token != null);
        return keys;
    }

    private String refused(S3Objects as, S3Location from) {
        return assertThrows(OperationException.class, () -> as.page(from, false, null))
                .getMessage();
    }

    @Test
    public void listsMoreObjectsThanAPageHas() throws Exception {
        bucket.putMany(1_001, i -> "p/%04d.tif".formatted(i), new byte[] {1, 2, 3});
        bucket.put("q", "not below p");
        S3Page first = objects.page(at("p/"), false, null);
        assertEquals(1_000, first.objects().size());
        assertEquals(
                new S3Object("p/0000.tif", 3, bucket.etag("p/0000.tif"), false),
                first.objects().get(0));
        S3Page second = objects.page(at("p/"), false, first.nextToken());
        assertEquals(List.of("p/1000.tif"), keys(second));
        assertNull(second.nextToken());
        assertEquals(keys(second), keys(objects.page(at("p/"), false, first.nextToken())));
    }

    @Test
    public void listsKeysAsTheyAre() throws Exception {
        List<String> odd = List.of("a b", "a+b", "a%20b", "a%2Fb", "größe µ", "x//y", "<&>\"'", "c\u0001d", "=,;?#");
        for (String key : odd) {
            bucket.put("odd/" + key, key);
        }
        bucket.put("odd/folder/", "");
        bucket.put("odd/empty", "");
        List<String> listed = all(at("odd/"));
        assertEquals(
                Stream.concat(odd.stream(), Stream.of("folder/", "empty"))
                        .map(key -> "odd/" + key)
                        .sorted()
                        .toList(),
                listed.stream().sorted().toList());
        for (String key : listed) {
            objects.read(at(key), file, MIB, FREELY);
            assertEquals(bucket.text(key), Files.readString(file));
        }
    }

    @Test
    public void listsAFolderWithoutItsSubFolders() throws Exception {
        Stream.of("p/a", "p/b/c", "p/", "pq").forEach(key -> bucket.put(key, "content"));
        assertEquals(List.of("p/", "p/a"), keys(objects.page(at("p/"), true, "")));
        assertEquals(List.of("pq"), keys(objects.page(at(""), true, null)));
        assertEquals(List.of("p/", "p/a", "p/b/c", "pq"), keys(objects.page(at(""), false, null)));
    }

    @Test
    public void anEmptyFolderHasNoObjects() throws Exception {
        S3Page page = objects.page(at("nothing/"), false, null);
        assertEquals(List.of(), page.objects());
        assertNull(page.nextToken());
    }

    @Test
    public void findsOutWhichObjectsAreArchived() throws Exception {
        bucket.put("a", "content", "GLACIER");
        bucket.put("b", "content", "GLACIER_IR");
        bucket.put("c", "content", "DEEP_ARCHIVE");
        bucket.put("d", "content");
        assertEquals(
                List.of("a", "c"),
                objects.page(at(""), false, null).objects().stream()
                        .filter(S3Object::archived)
                        .map(S3Object::key)
                        .toList());
        assertThat(
                assertThrows(OperationException.class, () -> objects.read(at("a"), file, MIB, FREELY))
                        .getMessage(),
                containsString("the object is in an archive"));
    }

    @Test
    public void saysWhichPermissionIsMissing() throws Exception {
        bucket.put("a b", "content");
        relay.deny(S3Request.ofObjects("GET"));
        assertThat(
                assertThrows(OperationException.class, () -> objects.read(at("a b"), file, MIB, FREELY))
                        .getMessage(),
                containsString("Missing in the policy of the caller, or in that of the bucket: s3:GetObject;"));
    }

    @Test
    public void readsALargeObjectByParts() throws Exception {
        byte[] content = new byte[2 * ObjectPart.MOST + 5];
        new Random(3).nextBytes(content);
        bucket.put("large", content);
        relay.cut(one -> one.header("range").startsWith("bytes=" + ObjectPart.MOST), 2, 100_000);
        S3Object read = objects.read(at("large"), file, content.length, FREELY);
        assertArrayEquals(content, Files.readAllBytes(file));
        assertEquals(new S3Object("large", content.length, bucket.etag("large"), false), read);
        assertEquals(3 + 2, relay.count(S3Request.of("GET", "large")));
    }

    @Test
    public void doesNotReadAnObjectThatIsTooLarge() throws Exception {
        bucket.put("large", new byte[2 * ObjectPart.MOST]);
        assertThat(
                assertThrows(OperationException.class, () -> objects.read(at("large"), file, MIB, FREELY))
                        .getMessage(),
                allOf(
                        startsWith("AWS, reading " + bucket.url("large") + ": the object has 16777216 bytes"),
                        containsString("at most 1 MiB")));
        assertEquals(0, Files.size(file));
        objects.read(at("large"), file, 2 * ObjectPart.MOST, FREELY);
        assertEquals(2 * ObjectPart.MOST, Files.size(file));
    }

    @Test
    public void readsAnEmptyObject() throws Exception {
        bucket.put("empty", "");
        Files.writeString(file, "from before");
        assertEquals(new S3Object("empty", 0, bucket.etag("empty"), false), objects.read(at("empty"), file, 0, FREELY));
        assertEquals(0, Files.size(file));
    }

    @Test
    public void doesNotMixTwoVersionsOfAnObject() throws Exception {
        bucket.put("a", new byte[ObjectPart.MOST + 1]);
        S3Relay.Held second = relay.hold(one -> one.header("range").startsWith("bytes=" + ObjectPart.MOST), 1);
        CompletableFuture<IOException> failure = CompletableFuture.supplyAsync(
                () -> assertThrows(IOException.class, () -> objects.read(at("a"), file, 99 * MIB, FREELY)));
        second.awaitOne();
        byte[] other = new byte[ObjectPart.MOST + 1];
        other[0] = 1;
        bucket.put("a", other);
        second.release();
        assertThat(failure.get().getMessage(), containsString("was replaced while it was read"));
        objects.read(at("a"), file, 99 * MIB, FREELY);
        assertArrayEquals(other, Files.readAllBytes(file));
    }

    @Test
    public void signsNothingAsAnonymous() throws Exception {
        bucket.put("a", "content");
        S3Objects anonymous = new S3Objects(clients, S3Access.ANONYMOUS);
        assertThat(
                refused(anonymous, at("")),
                allOf(
                        startsWith("AWS, listing " + bucket.url("") + " in eu-central-1: S3 does not allow it without"),
                        containsString("(s3:ListBucket)")));
        relay.openToAll(bucket.name());
        assertEquals(List.of("a"), keys(anonymous.page(at(""), false, null)));
        anonymous.read(at("a"), file, MIB, FREELY);
        assertEquals(0, relay.count(one -> !one.isAnonymous()));
    }

    @Test
    public void paysAsTheRequesterOnlyWhenAsked() throws Exception {
        bucket.put("a", "content");
        relay.requesterPays(bucket.name());
        assertThat(refused(objects, at("")), containsString("set s3Access to 'requesterPays'"));
        S3Objects paying = new S3Objects(clients, S3Access.REQUESTER_PAYS);
        assertEquals(List.of("a"), keys(paying.page(at(""), false, null)));
        paying.read(at("a"), file, MIB, FREELY);
        assertEquals("content", Files.readString(file));
    }

    @Test
    public void retriesWhenS3AsksForFewerRequests() throws Exception {
        bucket.put("a", "content");
        relay.slowDown(S3Request.listings(), 2);
        relay.slowDown(S3Request.of("GET", "a"), 2);
        assertEquals(List.of("a"), all(at("")));
        objects.read(at("a"), file, MIB, FREELY);
        assertEquals(3, relay.count(S3Request.listings()));
        assertEquals(3, relay.count(S3Request.of("GET", "a")));
        relay.slowDown(S3Request.listings(), Integer.MAX_VALUE);
        assertThat(
                assertThrows(IOException.class, () -> all(at(""))).getMessage(),
                startsWith("AWS throttles this account's calls (SlowDown)"));
    }

    @Test
    public void retriesAfterALostConnection() throws Exception {
        bucket.put("a", "content");
        relay.cut(S3Request.listings(), 1, 50);
        assertThrows("the caller repeats the page", IOException.class, () -> all(at("")));
        assertEquals(List.of("a"), all(at("")));
        relay.cut(S3Request.of("GET", "a"), 2, 3);
        objects.read(at("a"), file, MIB, FREELY);
        assertEquals("content", Files.readString(file));
        relay.cut(S3Request.of("GET", "a"), Integer.MAX_VALUE, 3);
        assertThrows(IOException.class, () -> objects.read(at("a"), file, MIB, FREELY));
        assertThat(Files.size(file), lessThan(7L));
    }
}
