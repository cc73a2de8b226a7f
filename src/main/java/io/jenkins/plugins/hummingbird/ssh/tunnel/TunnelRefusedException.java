package io.jenkins.plugins.hummingbird.ssh.tunnel;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Set;

/** The server of a tunnel answered the handshake with an HTTP error status. */
public final class TunnelRefusedException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final Set<Integer> FORBIDDEN = Set.of(401, 403);

    private final int status;

    /** Has no cause: MINA would report only the cause. */
    TunnelRefusedException(HttpResponse<?> response) {
        super("the tunnel is refused with HTTP status " + response.statusCode()
                + header(response, "x-amzn-ErrorType", ", ")
                + header(response, "x-amzn-RequestId", ", request "));
        status = response.statusCode();
    }

    private static String header(HttpResponse<?> response, String name, String before) {
        return response.headers().firstValue(name).map(value -> before + value).orElse("");
    }

    /** @return whether the caller may not use the tunnel; otherwise the refusal may be temporary */
    public boolean isForbidden() {
        return FORBIDDEN.contains(status);
    }
}
