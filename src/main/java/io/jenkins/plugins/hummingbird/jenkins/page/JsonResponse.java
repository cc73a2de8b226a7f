package io.jenkins.plugins.hummingbird.jenkins.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import org.kohsuke.stapler.StaplerResponse2;

/** The response to a script that asks for JSON, which no browser is to keep. */
public final class JsonResponse {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonResponse() {}

    public static void send(StaplerResponse2 response, Map<String, ?> value) throws IOException {
        response.setContentType("application/json;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.getWriter().print(JSON.writeValueAsString(value));
    }
}
