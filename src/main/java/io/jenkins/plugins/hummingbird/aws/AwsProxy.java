package io.jenkins.plugins.hummingbird.aws;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.apache.ProxyConfiguration;

/**
 * The HTTP proxy through which AWS is reached.
 *
 * @param port a TCP port
 * @param user null for none
 * @param password null for none
 * @param exceptions patterns of whole names of hosts that are reached directly
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

    /**
     * Lets a client use the same proxy as the SDK's clients.
     *
     * @param proxy null for that of system properties or the environment, if any
     * @param scheme of the services, http or https, for each of which those have a proxy
     */
    static HttpClient.Builder set(HttpClient.Builder client, AwsProxy proxy, String scheme) {
        ProxyConfiguration found =
                proxy == null ? ProxyConfiguration.builder().scheme(scheme).build() : proxy.configuration();
        if (found.host() == null) {
            return client.proxy(HttpClient.Builder.NO_PROXY);
        }
        if (found.username() != null && found.password() != null) {
            client.authenticator(new ProxyLogin(found.host(), found.username(), found.password()));
        }
        return client.proxy(new ProxyWithExceptions(
                new InetSocketAddress(found.host(), found.port()),
                found.nonProxyHosts().stream()
                        .map(host -> Pattern.compile(host, Pattern.CASE_INSENSITIVE))
                        .toList()));
    }

    private static final class ProxyWithExceptions extends ProxySelector {
        private final Proxy proxy;
        private final List<Pattern> exceptions;

        ProxyWithExceptions(InetSocketAddress address, List<Pattern> exceptions) {
            proxy = new Proxy(Proxy.Type.HTTP, address);
            this.exceptions = exceptions;
        }

        @Override
        public List<Proxy> select(URI uri) {
            boolean direct = exceptions.stream()
                    .anyMatch(pattern -> pattern.matcher(uri.getHost()).matches());
            return List.of(direct ? Proxy.NO_PROXY : proxy);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            // the caller reports the failed connection
        }
    }

    /** Sends the password to the proxy only. */
    private static final class ProxyLogin extends Authenticator {
        private final String host;
        private final PasswordAuthentication login;

        ProxyLogin(String host, String user, String password) {
            this.host = host;
            login = new PasswordAuthentication(user, password.toCharArray());
        }

        @Override
        protected PasswordAuthentication getPasswordAuthentication() {
            return getRequestorType() == RequestorType.PROXY && host.equalsIgnoreCase(getRequestingHost())
                    ? login
                    : null;
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return host + ':' + port;
    }
}
