package io.jenkins.plugins.hummingbird.aws;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.apache.ProxyConfiguration;

/**
 * The way out of the network.
 *
 * @param port a TCP port
 * @param user null for none
 * @param password null for none
 * @param exceptions of hosts that are reached directly; each matches a whole host name
 */
public record AwsProxy(String host, int port, String user, String password, List<Pattern> exceptions) {
    ProxyConfiguration configuration() {
        ProxyConfiguration.Builder builder = ProxyConfiguration.builder()
                .endpoint(URI.create("http://" + host + ':' + port))
                .username(user)
                .password(password)
                .useSystemPropertyValues(false)
                .useEnvironmentVariableValues(false);
        exceptions.forEach(pattern -> builder.addNonProxyHost(pattern.pattern()));
        return builder.build();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return host + ':' + port;
    }
}
