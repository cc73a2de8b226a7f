package io.jenkins.plugins.hummingbird.submit.objects;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.Assert.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.hummingbird.TestSet;
import io.jenkins.plugins.hummingbird.aws.AwsAccess;
import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.s3.S3Location;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.submit.TestSubmitContext;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** Listings that no emulator holds: a server makes up their pages. */
public class LargeListingTest {
    private static final Pattern TOKEN = Pattern.compile("continuation-token=([0-9]+)");

    @Rule
    public final TemporaryFolder temp = new TemporaryFolder();

    private HttpServer server;
    private AwsClients aws;
    private TestSubmitContext jenkins;
    private int keys;
    private IntFunction<String> key;

    @Before
    public void server() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::page);
        server.start();
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        aws = AwsClients.open(new AwsAccess(
                Region.EU_CENTRAL_1.id(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")),
                null,
                null,
                endpoint));
        jenkins = TestSubmitContext.of(temp.getRoot().toPath(), aws, new SubmitRequest());
    }

    @After
    public void close() {
        aws.close();
        server.stop(0);
    }

    private void page(HttpExchange exchange) throws IOException {
        Matcher token = TOKEN.matcher(exchange.getRequestURI().getRawQuery());
        int first = token.find() ? Integer.parseInt(token.group(1)) : 0;
        int end = Math.min(first + 1000, keys);
        StringBuilder xml = new StringBuilder("<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>")
                .append(end < keys)
                .append("</IsTruncated>");
        if (end < keys) {
            xml.append("<NextContinuationToken>").append(end).append("</NextContinuationToken>");
        }
        for (int i = first; i < end; i++) {
            xml.append("<Contents><Key>")
                    .append(key.apply(i))
                    .append("</Key><Size>")
                    .append(i)
                    .append("</Size><ETag>&quot;")
                    .append(etag(i))
                    .append("&quot;</ETag><StorageClass>STANDARD</StorageClass></Contents>");
        }
        byte[] answer = xml.append("</ListBucketResult>").toString().getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static String etag(int i) {
        return String.format(Locale.ROOT, "%032x", i);
    }

    private static String name(int i) {
        return String.format(Locale.ROOT, "BR%08d/Images/r01c01f01p%07d-ch1sk1fk1fl1.tiff", i / 5000, i);
    }

    private boolean move() throws Exception {
        return ObjectListing.move(
                List.of(S3Location.parse("s3://plates/2026/")),
                true,
                jenkins.submission().state(),
                jenkins);
    }

    private static long used() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(20);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private void listsInNoMemory(int count) throws Exception {
        keys = count;
        key = i -> "2026/" + name(i);
        // what the first calls load stays
        move();
        long before = used();
        while (!move()) {
            assertThat("an object of the listing, were it kept, takes 200 bytes", used() - before, lessThan(20L << 20));
        }
        assertThat(jenkins.submission().state().objects.objects, is((long) count));
        try (ObjectStates states = new ObjectStates(jenkins.folder())) {
            for (long i = 0; i < 100; i++) {
                int one = (int) (i * 7919 * 31 % count);
                assertThat(states.of("s3://plates/2026/" + name(one)), is(one + " " + etag(one)));
            }
            for (int one = count - 10_000; one < count; one++) {
                assertThat(states.of("s3://plates/2026/" + name(one)), is(one + " " + etag(one)));
            }
            assertThat(states.of("s3://plates/2026/BR00000000/Images/x.tiff"), is(ObjectStates.MISSING));
            assertThat(used() - before, lessThan(30L << 20));
        }
    }

    @Test
    public void thirtyThousandKeysTakeNoMemory() throws Exception {
        TestSet.takesSeconds("it lists 30,000 keys");
        listsInNoMemory(30_000);
    }

    @Test
    public void aMillionKeysTakeNoMemory() throws Exception {
        TestSet.takesMinutes();
        listsInNoMemory(1_000_000);
        jenkins.save();
        assertThat(jenkins.log.get(9), is("1000000 objects in S3 are listed so far"));
    }

    @Test
    public void aBucketThatListsItsKeysInNoOrderIsRefused() {
        keys = 3;
        key = i -> "2026/" + (i == 2 ? 0 : i) + ".tif";
        assertThat(
                assertThrows(OperationException.class, this::move).getMessage(),
                containsString("s3://plates/2026/ in another order than that of their keys"));
    }
}
