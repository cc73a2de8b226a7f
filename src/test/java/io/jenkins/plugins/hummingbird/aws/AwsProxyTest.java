package io.jenkins.plugins.hummingbird.aws;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.Patience;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.Test;

/** The proxy of clients that are not of the SDK. */
public class AwsProxyTest {
    private static HttpClient client(AwsProxy proxy) {
        return AwsProxy.set(HttpClient.newBuilder(), proxy, "https").build();
    }

    @Test
    public void usesTheProxyExceptForItsExceptions() {
        AwsProxy proxy =
                new AwsProxy("proxy.example.org", 3128, null, null, List.of(Pattern.compile(".*\\.inside\\.example")));
        HttpClient client = client(proxy);
        Proxy chosen = client.proxy()
                .orElseThrow()
                .select(URI.create("wss://eice-0123.ec2.example"))
                .get(0);
        assertThat(chosen.address().toString(), startsWith("proxy.example.org"));
        assertThat(
                client.proxy()
                        .orElseThrow()
                        .select(URI.create("wss://Aws.Inside.Example"))
                        .get(0),
                is(Proxy.NO_PROXY));
        assertThat(client.authenticator().isPresent(), is(false));
    }

    @Test
    public void asksTheProxyForATunnel() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> asked = CompletableFuture.supplyAsync(() -> refuseOne(server));
            AwsProxy proxy = new AwsProxy("127.0.0.1", server.getLocalPort(), "user", "password", List.of());
            CompletableFuture<WebSocket> opened = client(proxy)
                    .newWebSocketBuilder()
                    .buildAsync(URI.create("wss://endpoint.example/openTunnel"), new WebSocket.Listener() {});
            assertThat(asked.get(Patience.SECONDS, TimeUnit.SECONDS), is("CONNECT endpoint.example:443 HTTP/1.1"));
            assertThrows(CompletionException.class, opened::join);
        }
    }

    private static String refuseOne(ServerSocket server) {
        try (Socket socket = server.accept();
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            String line = reader.readLine();
            while (!reader.readLine().isEmpty()) {
                // the rest of the head
            }
            socket.getOutputStream()
                    .write("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
