package io.jenkins.plugins.hummingbird.emulator;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A call to AWS as it comes over the wire: by the query protocol (EC2, STS, CloudFormation) or as JSON. */
final class Call {
    private static final Pattern SCOPE = Pattern.compile("Credential=[^/]+/\\d+/[^/]+/([^/]+)/");

    private final Map<String, String> headers;
    private final byte[] body;
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final String service;
    private final String operation;

    /** @param headers by their names in lower case */
    Call(Map<String, String> headers, byte[] body) {
        this.headers = new TreeMap<>(headers);
        this.body = body.clone();
        Matcher scope = SCOPE.matcher(headers.getOrDefault("authorization", ""));
        service = scope.find() ? scope.group(1) : "";
        String target = headers.getOrDefault("x-amz-target", "");
        if (target.isEmpty()) {
            readParameters();
            operation = parameters.getOrDefault("Action", "");
        } else {
            operation = target.substring(target.lastIndexOf('.') + 1);
        }
    }

    private void readParameters() {
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The same caller's call of another action of the same service, or of this one with other parameters. */
    Call with(Map<String, String> otherParameters) {
        String text = otherParameters.entrySet().stream()
                .map(one -> encoded(one.getKey()) + '=' + encoded(one.getValue()))
                .collect(Collectors.joining("&"));
        return new Call(headers, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** As a policy writes it, such as {@code ec2:RunInstances}. */
    String action() {
        return service.toLowerCase(Locale.ROOT) + ':' + operation;
    }

    String service() {
        return service;
    }

    boolean isJson() {
        return headers.containsKey("x-amz-target");
    }

    /** By name, flat, as the query protocol has them: {@code InstanceId.1}; empty for a call as JSON. */
    Map<String, String> parameters() {
        return new LinkedHashMap<>(parameters);
    }

    /** Empty when it is not given. */
    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    Map<String, String> headers() {
        return new TreeMap<>(headers);
    }

    byte[] body() {
        return body.clone();
    }
}
