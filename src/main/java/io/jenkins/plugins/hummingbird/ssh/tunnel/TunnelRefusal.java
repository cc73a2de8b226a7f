package io.jenkins.plugins.hummingbird.ssh.tunnel;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Set;

/** Whoever serves a tunnel answers its handshake with a status of HTTP that is none of success. */
public final class TunnelRefusal extends IOException {
    private static final long serialVersionUID = 1L;
    private static final Set<Integer> FORBIDDEN = Set.of(401, 403);

    private final int status;

    /** It has no cause, for MINA would hand on that alone. */
    TunnelRefusal(HttpResponse<?> response) {
        super("the tunnel is refused with HTTP status " + response.statusCode()
                + header(response, "x-amzn-ErrorType", ", ")
                + header(response, "x-amzn-RequestId", ", request "));
        status = response.statusCode();
    }

    private static String header(HttpResponse<?> response, String name, String before) {
        return response.headers().firstValue(name).map(value -> before + value).orElse("");
    }

    /** Whether it is not for the caller; else it may pass. */
    public boolean isForbidden() {
        return FORBIDDEN.contains(status);
    }
}
