package io.jenkins.plugins.hummingbird.emulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.aws.AwsAccess;
import io.jenkins.plugins.hummingbird.iam.Policy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.rules.ExternalResource;

/**
 * Stands between a test and moto: knows what was called, lets calls fail in the ways that AWS's calls fail, and adds
 * what moto does not do like AWS. A rule for each test, behind an {@link AwsRule} of its class.
 */
public final class AwsRelay extends ExternalResource {
    private static final Set<String> NOT_PASSED_ON =
            Set.of("host", "connection", "content-length", "expect", "upgrade", "transfer-encoding");

    private final AwsRule aws;
    private final SlowStates states = new SlowStates();
    private final Deprecations deprecations = new Deprecations();
    private final StackStates stacks = new StackStates();
    private final Addresses addresses = new Addresses();
    private final Upstream ec2 = new Ec2Manners(this::pass, states);
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private PolicyGate gate;
    private ExecutorService threads;
    private HttpServer server;

    public AwsRelay(AwsRule aws) {
        this.aws = aws;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** As the user of aws.properties. */
    public AwsAccess access() {
        return aws.access(endpoint(), null);
    }

    /** All that was called, such as {@code ec2:RunInstances}, in that order; also what a fault answered. */
    public List<String> actions() {
        return calls.stream().map(Call::action).toList();
    }

    /** The parameters of all calls of an action, flat: {@code InstanceId.1}. */
    public List<Map<String, String>> parameters(String action) {
        return calls.stream()
                .filter(call -> call.action().equals(action))
                .map(Call::parameters)
                .toList();
    }

    /** The values of a header in all calls. */
    public List<String> headers(String name) {
        return calls.stream()
                .map(call -> call.headers().getOrDefault(name.toLowerCase(Locale.ROOT), ""))
                .toList();
    }

    /** Forgets what was called. */
    public void forget() {
        calls.clear();
    }

    /** Lets the next calls of an action fail before they do anything. */
    public void fail(String action, int times, int status, String code, String message) {
        add(new Fault(action, times, Fault.Kind.REFUSED, status, code, message, Duration.ZERO));
    }

    /** The action is not in the caller's policy, for ever. EC2's message does not always name it, and this one does not. */
    public void deny(String action) {
        String said =
                "You are not authorized to perform this operation. Encoded authorization failure message: AbC12-_";
        fail(action, Integer.MAX_VALUE, 403, "UnauthorizedOperation", said);
    }

    public void throttle(String action, int times) {
        fail(action, times, 503, "RequestLimitExceeded", "Request limit exceeded.");
    }

    /** EC2 has no room for the next launches. */
    public void noCapacity(int times) {
        String said = "We currently do not have sufficient m5.large capacity in the Availability Zone you requested.";
        fail("ec2:RunInstances", times, 500, "InsufficientInstanceCapacity", said);
    }

    /** Lets the next calls of an action do their work, and breaks the connection instead of answering. */
    public void loseAnswers(String action, int times) {
        add(new Fault(action, times, Fault.Kind.ANSWER_LOST, 0, "", "", Duration.ZERO));
    }

    /** Answers the next calls of an action later. */
    public void delay(String action, int times, Duration delay) {
        add(new Fault(action, times, Fault.Kind.LATE, 0, "", "", delay));
    }

    /**
     * Lets states take their time.
     *
     * @param looks how often the state on the way is seen, as pending, stopping, shutting-down; 0 for moto's own pace
     * @param unseen how often a launched instance is not found (InvalidInstanceID.NotFound)
     */
    public void slow(int looks, int unseen) {
        states.take(looks, unseen);
    }

    /** @param time ISO 8601, in the past */
    public void deprecate(String image, String time) {
        deprecations.add(image, time);
    }

    /** @param address empty for none */
    public void publicAddress(String instance, String address) {
        addresses.setPublic(instance, address);
    }

    public void privateAddress(String instance, String address) {
        addresses.setPrivate(instance, address);
    }

    /** @param status as CloudFormation writes it */
    public void stackStatus(String stack, String status) {
        stacks.set(stack, status);
    }

    /** One more event of a stack, newer than all before. */
    public void stackEvent(String stack, String resource, String type, String status, String reason) {
        stacks.add(new StackStates.Event(stack, resource, type, status, reason));
    }

    /**
     * Allows from now on only what a policy allows; what is set up past the relay is not asked.
     *
     * @param policy a file as in docs/
     */
    public void allowOnly(Path policy) throws IOException {
        gate.allow(Policy.read(policy));
    }

    private synchronized void add(Fault fault) {
        faults.add(fault);
    }

    @Override
    protected void before() throws IOException {
        calls.clear();
        faults.clear();
        states.take(0, 0);
        deprecations.clear();
        stacks.clear();
        addresses.clear();
        gate = new PolicyGate(this::pass, aws.region(), aws.property("account"));
        threads = Executors.newCachedThreadPool();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    @Override
    protected void after() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new TreeMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            Call call = new Call(headers, exchange.getRequestBody().readAllBytes());
            calls.add(call);
            Answer answer = answer(call);
            if (answer != null) {
                exchange.getResponseHeaders().add("Content-Type", answer.type());
                exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
                exchange.getResponseBody().write(answer.body());
            }
        }
    }

    /** Null when the answer is lost. */
    private Answer answer(Call call) throws IOException {
        Fault fault = faultOf(call);
        if (fault != null && fault.kind() == Fault.Kind.REFUSED) {
            return Answer.error(call, fault.status(), fault.code(), fault.message());
        }
        if (fault != null && fault.kind() == Fault.Kind.LATE) {
            sleep(fault.delay());
        }
        String unseen = states.unseen(call);
        if (unseen != null) {
            String said = "The instance ID '" + unseen + "' does not exist";
            return Answer.error(call, 400, "InvalidInstanceID.NotFound", said);
        }
        Answer refusal = gate.refusal(call);
        if (refusal != null) {
            return refusal;
        }
        Answer answer = ec2.answer(call);
        states.note(call, answer);
        return fault != null && fault.kind() == Fault.Kind.ANSWER_LOST
                ? null
                : stacks.shown(call, addresses.shown(call, deprecations.shown(call, states.shown(call, answer))));
    }

    private synchronized Fault faultOf(Call call) {
        for (int i = 0; i < faults.size(); i++) {
            Fault fault = faults.get(i);
            if (fault.action().equals(call.action()) && fault.times() > 0) {
                faults.set(i, fault.once());
                return fault;
            }
        }
        return null;
    }

    private Answer pass(Call call) throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(aws.endpoint()).POST(HttpRequest.BodyPublishers.ofByteArray(call.body()));
        call.headers().forEach((name, value) -> {
            if (!NOT_PASSED_ON.contains(name)) {
                request.header(name, value);
            }
        });
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            String type = response.headers().firstValue("content-type").orElse("text/xml");
            return new Answer(response.statusCode(), type, response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
