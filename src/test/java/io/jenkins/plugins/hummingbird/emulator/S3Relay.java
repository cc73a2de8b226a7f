package io.jenkins.plugins.hummingbird.emulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.Patience;
import io.jenkins.plugins.hummingbird.aws.AwsAccess;
import io.jenkins.plugins.hummingbird.iam.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.rules.ExternalResource;

/**
 * Stands between a test and moto's S3: knows what was asked, lets requests fail in the ways that S3's fail, and adds what
 * moto does not do like S3: buckets that are open to all, refusals of those who do not pay, and redirects to another region.
 * Paths, queries, headers and bodies pass as they are, bodies of any length as a stream. A rule for each test, behind an
 * {@link AwsRule} of its class. For other programs: {@code AWS_ENDPOINT_URL_S3} is {@link #endpoint()}.
 */
public final class S3Relay extends ExternalResource {
    /** What a connection is about, and not a message. */
    private static final Set<String> NOT_PASSED_ON =
            Set.of("host", "connection", "content-length", "expect", "upgrade", "transfer-encoding", "keep-alive");

    /** moto looks at no signature, but whether there is one. */
    private static final String SIGNED =
            "AWS4-HMAC-SHA256 Credential=AKIAFROMTHERELAY/20260101/us-east-1/s3/aws4_request, SignedHeaders=host,"
                    + " Signature=00";

    static {
        // Or each answer of some bytes waits 40 ms for the acknowledgement of its head; read once, at the first server.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final AwsRule aws;
    private final List<S3Request> requests = new CopyOnWriteArrayList<>();
    private final List<S3Fault> faults = new CopyOnWriteArrayList<>();
    private final Set<String> openToAll = ConcurrentHashMap.newKeySet();
    private final Set<String> paidByRequesters = ConcurrentHashMap.newKeySet();
    private final Map<String, String> regions = new ConcurrentHashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private volatile Policy policy;
    private ExecutorService threads;
    private HttpServer server;

    public S3Relay(AwsRule aws) {
        this.aws = aws;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** As the user of aws.properties. */
    public AwsAccess access() {
        return aws.access(endpoint(), null);
    }

    /** All that match, in the order of their arrival; also those that a fault happened to. */
    public List<S3Request> requests(Predicate<S3Request> which) {
        return requests.stream().filter(which).toList();
    }

    public int count(Predicate<S3Request> which) {
        return requests(which).size();
    }

    /** Forgets what was asked. */
    public void forget() {
        requests.clear();
    }

    /** Faults that were set and have not happened do not happen any more. Held requests are released. */
    public void heal() {
        faults.forEach(fault -> fault.released().countDown());
        faults.clear();
    }

    /** Refuses the next requests before they do anything. */
    public void fail(Predicate<S3Request> which, int times, int status, String code, String message) {
        S3Fault.Refusal refusal = new S3Fault.Refusal(status, code, message, Map.of());
        faults.add(new S3Fault(which, times, S3Fault.Kind.REFUSED, refusal, 0));
    }

    public void slowDown(Predicate<S3Request> which, int times) {
        fail(which, times, 503, "SlowDown", "Please reduce your request rate.");
    }

    /** For ever. */
    public void deny(Predicate<S3Request> which) {
        fail(which, Integer.MAX_VALUE, 403, "AccessDenied", "Access Denied");
    }

    /**
     * Breaks the connection of the next requests in the middle of the body: of a PUT or POST that of the request, which
     * does nothing; else that of the answer.
     *
     * @param bytes of the body, as on the wire, that pass before; of an answer less than it has
     */
    public void cut(Predicate<S3Request> which, int times, long bytes) {
        faults.add(new S3Fault(which, times, S3Fault.Kind.CUT, null, bytes));
    }

    /** Lets the next requests do their work, and breaks the connection instead of answering. */
    public void loseAnswers(Predicate<S3Request> which, int times) {
        faults.add(new S3Fault(which, times, S3Fault.Kind.ANSWER_LOST, null, 0));
    }

    /** Lets the next requests wait, before they do anything, until they are released. */
    public Held hold(Predicate<S3Request> which, int times) {
        S3Fault fault = new S3Fault(which, times, S3Fault.Kind.HELD, null, 0);
        faults.add(fault);
        return new Held(fault);
    }

    /** Lets those who sign nothing use a bucket; else they are refused, as by S3; moto lets them list. */
    public void openToAll(String bucket) {
        openToAll.add(bucket);
    }

    /** Refuses requests to a bucket that are not signed or do not say that the requester pays. */
    public void requesterPays(String bucket) {
        paidByRequesters.add(bucket);
    }

    /** Answers requests that are signed for another region as S3 does: 301 with the bucket's region. */
    public void inRegion(String bucket, String region) {
        regions.put(bucket, region);
    }

    /** Allows from now on only what a policy of the caller allows, but for anonymous requests. */
    public void allowOnly(Policy policyOfTheCaller) {
        policy = policyOfTheCaller;
    }

    /** Requests that wait. */
    public static final class Held {
        private final S3Fault fault;

        private Held(S3Fault fault) {
            this.fault = fault;
        }

        /** Waits until the first of them is there. */
        public void awaitOne() throws InterruptedException {
            if (!fault.arrived().await(Patience.SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("no such request came");
            }
        }

        public void release() {
            fault.released().countDown();
        }
    }

    @Override
    protected void before() throws IOException {
        requests.clear();
        faults.clear();
        openToAll.clear();
        paidByRequesters.clear();
        regions.clear();
        policy = null;
        threads = Executors.newCachedThreadPool();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    @Override
    protected void after() {
        heal();
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new TreeMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            S3Request request = S3Request.of(exchange.getRequestMethod(), exchange.getRequestURI(), headers);
            requests.add(request);
            S3Fault fault = faults.stream()
                    .filter(one -> one.takes(request))
                    .findFirst()
                    .orElse(null);
            S3Fault.Kind kind = fault == null ? null : fault.kind();
            if (kind == S3Fault.Kind.HELD) {
                fault.arrived().countDown();
                fault.released().await();
            }
            S3Fault.Refusal refusal = kind == S3Fault.Kind.REFUSED ? fault.refusal() : refusal(request);
            if (refusal != null) {
                refusal.answer(exchange);
            } else if (kind == S3Fault.Kind.CUT && request.hasBody()) {
                exchange.getRequestBody().skipNBytes(fault.bytes());
            } else {
                pass(
                        exchange,
                        request,
                        kind == S3Fault.Kind.ANSWER_LOST,
                        kind == S3Fault.Kind.CUT ? fault.bytes() : -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Null when S3 would do it. */
    private S3Fault.Refusal refusal(S3Request request) {
        String region = regions.getOrDefault(request.bucket(), "");
        String signed = request.signedRegion();
        if (!region.isEmpty() && !signed.isEmpty() && !signed.equals(region)) {
            String said = "The bucket you are attempting to access must be addressed using the specified endpoint.";
            return new S3Fault.Refusal(301, "PermanentRedirect", said, Map.of("x-amz-bucket-region", region));
        }
        boolean unpaid = paidByRequesters.contains(request.bucket())
                && (request.isAnonymous()
                        || !request.header("x-amz-request-payer").equals("requester"));
        boolean unknown = request.isAnonymous() && !openToAll.contains(request.bucket());
        boolean denied = policy != null && !request.isAnonymous() && !policy.allows(request.access());
        return unpaid || unknown || denied ? new S3Fault.Refusal(403, "AccessDenied", "Access Denied", Map.of()) : null;
    }

    /** @param cut after how many bytes of the answer's body the connection breaks; -1 for never */
    private void pass(HttpExchange exchange, S3Request asked, boolean answerLost, long cut)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> response =
                http.send(toMoto(exchange, asked), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            if (answerLost) {
                return;
            }
            response.headers().map().forEach((name, values) -> {
                if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            long length = response.headers().firstValueAsLong("content-length").orElse(-1);
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", Long.toString(Math.max(length, 0)));
                exchange.sendResponseHeaders(response.statusCode(), -1);
                return;
            }
            boolean none = length == 0 || response.statusCode() == 204 || response.statusCode() == 304;
            exchange.sendResponseHeaders(response.statusCode(), none ? -1 : Math.max(length, 0));
            if (cut >= 0) {
                exchange.getResponseBody().write(body.readNBytes(Math.toIntExact(cut)));
                exchange.getResponseBody().flush();
            } else if (!none) {
                body.transferTo(exchange.getResponseBody());
                exchange.getResponseBody().close();
            }
        }
    }

    private HttpRequest toMoto(HttpExchange exchange, S3Request asked) {
        URI target = URI.create(aws.endpoint() + exchange.getRequestURI().toString());
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        boolean none = length == null
                ? exchange.getRequestHeaders().getFirst("Transfer-Encoding") == null
                : length.equals("0");
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.noBody();
        if (!none) {
            body = HttpRequest.BodyPublishers.ofInputStream(exchange::getRequestBody);
            body = length == null ? body : HttpRequest.BodyPublishers.fromPublisher(body, Long.parseLong(length));
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(target).method(exchange.getRequestMethod(), body);
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        if (asked.isAnonymous() && openToAll.contains(asked.bucket())) {
            request.header("Authorization", SIGNED);
        }
        return request.build();
    }
}
