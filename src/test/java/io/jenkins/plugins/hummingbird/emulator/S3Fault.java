package io.jenkins.plugins.hummingbird.emulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/** What is to happen to the next requests that match. */
final class S3Fault {
    enum Kind {
        REFUSED,
        CUT,
        ANSWER_LOST,
        HELD
    }

    /** What a refused request gets. */
    record Refusal(int status, String code, String message, Map<String, String> headers) {
        /** S3 answers before it has read the body; clients of Java would take the reset for a broken connection. */
        void answer(HttpExchange exchange) throws IOException {
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            String text = "<Error><Code>" + code + "</Code><Message>"
                    + message.replace("&", "&amp;").replace("<", "&lt;")
                    + "</Message><RequestId>from-the-relay</RequestId><HostId>from-the-relay</HostId></Error>";
            if (exchange.getRequestURI().getPath().equals("/")) {
                // No bucket: the Security Token Service is asked for the session of a role.
                text = "<ErrorResponse>" + text + "</ErrorResponse>";
            }
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            headers.forEach(exchange.getResponseHeaders()::set);
            exchange.getResponseHeaders().set("Content-Type", "application/xml");
            exchange.getResponseHeaders().set("x-amz-request-id", "from-the-relay");
            // The answer to HEAD has the code of its status alone.
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(status, head ? -1 : body.length);
            if (!head) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private final Predicate<S3Request> which;
    private final Kind kind;

    /** Null but for {@link Kind#REFUSED}. */
    private final Refusal refusal;

    /** Of the body, before the connection breaks. */
    private final long bytes;

    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private int times;

    S3Fault(Predicate<S3Request> which, int times, Kind kind, Refusal refusal, long bytes) {
        this.which = which;
        this.times = times;
        this.kind = kind;
        this.refusal = refusal;
        this.bytes = bytes;
    }

    /** @return whether it happens to this request; counted */
    synchronized boolean takes(S3Request request) {
        if (times == 0 || !which.test(request)) {
            return false;
        }
        if (times != Integer.MAX_VALUE) {
            times--;
        }
        return true;
    }

    Kind kind() {
        return kind;
    }

    Refusal refusal() {
        return refusal;
    }

    long bytes() {
        return bytes;
    }

    CountDownLatch arrived() {
        return arrived;
    }

    CountDownLatch released() {
        return released;
    }
}
