package io.jenkins.plugins.hummingbird.ssh;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.net.http.HttpClient;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.junit.Test;

public class LoginTest {
    private final KeyPair key = generate();
    private final List<KeyPair> keys = List.of(key);

    private static KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(1024);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private Login login(String host, int port, String user, List<KeyPair> with, String hostKey, String as)
            throws OperationException {
        return new Login(host, port, user, with, HostKeyPolicy.FIRST_USE, hostKey, null, as);
    }

    @Test
    public void equalLoginsShareAConnection() throws Exception {
        Login one = login("h", 22, "u", keys, null, null);
        Login two = login(" h ", 22, "u", List.of(new KeyPair(key.getPublic(), key.getPrivate())), "", "[h]:22");
        assertEquals(one, two);
        assertEquals(one.hashCode(), two.hashCode());
    }

    /** A user who may not open a tunnel must not get the connection of a user who may. */
    @Test
    public void aTunnelIsPartOfALogin() throws Exception {
        Login direct = login("h", 22, "u", keys, null, null);
        Login one = direct.through(tunnel("as one"));
        assertEquals(one, direct.through(tunnel("as one")));
        assertEquals(one.hashCode(), direct.through(tunnel("as one")).hashCode());
        assertNotEquals(one, direct);
        assertNotEquals(direct, one);
        assertNotEquals(one, direct.through(tunnel("as another")));
        assertNotEquals(one, login("i", 22, "u", keys, null, null).through(tunnel("as one")));
    }

    private static WebSocketTunnel tunnel(Object identity) {
        return new WebSocketTunnel(identity, () -> null, HttpClient::newBuilder, "");
    }

    @Test
    public void differentLoginsDoNotShareAConnection() throws Exception {
        Login one = login("h", 22, "u", keys, null, null);
        assertNotEquals(one, login("i", 22, "u", keys, null, null));
        assertNotEquals(one, login("h", 23, "u", keys, null, null));
        assertNotEquals(one, login("h", 22, "v", keys, null, null));
        assertNotEquals(one, login("h", 22, "u", List.of(generate()), null, null));
        assertNotEquals(one, login("h", 22, "u", keys, "SHA256:x", null));
        assertNotEquals(one, login("h", 22, "u", keys, null, "i-1"));
        assertNotEquals(one, new Login("h", 22, "u", keys, HostKeyPolicy.ACCEPT_ANY, null, null, null));
        assertNotEquals(one, new Login("h", 22, "u", keys, HostKeyPolicy.FIRST_USE, null, "h ssh-rsa AAAA", null));
    }

    @Test
    public void aPublicKeyAloneDoesNotShareTheConnectionOfItsOwner() throws Exception {
        KeyPair spliced = new KeyPair(key.getPublic(), generate().getPrivate());
        assertNotEquals(login("h", 22, "u", keys, null, null), login("h", 22, "u", List.of(spliced), null, null));
    }

    @Test
    public void invalidLoginsAreRefused() {
        assertThrows(OperationException.class, () -> login(" ", 22, "u", keys, null, null));
        assertThrows(OperationException.class, () -> login("a b", 22, "u", keys, null, null));
        assertThrows(OperationException.class, () -> login("h", 22, null, keys, null, null));
        assertThrows(OperationException.class, () -> login("h", 0, "u", keys, null, null));
        assertThrows(OperationException.class, () -> login("h", 65_536, "u", keys, null, null));
        assertThrows(OperationException.class, () -> login("h", 22, "u", List.of(), null, null));
        assertThrows(OperationException.class, () -> login("h", 22, "u", keys, null, "two words"));
    }

    @Test
    public void messagesContainThePortUnlessItIsTheDefault() throws Exception {
        assertEquals("u@h", login("h", 22, "u", keys, null, null).toString());
        assertEquals("u@h:2222", login("h", 2222, "u", keys, null, null).toString());
        assertEquals("u@[::1]:2222", login("::1", 2222, "u", keys, null, null).toString());
    }

    @Test
    public void aHostWithAUserOrAPortIsRefused() {
        for (String host : List.of("root@h", "h:22", "ssh://h", "ssh://root@h:22/", "h/")) {
            OperationException e = assertThrows(OperationException.class, () -> login(host, 22, "u", keys, null, null));
            assertEquals(
                    "host: '" + host
                            + "' is more than the name or address of a host: give h alone; use the parameter user for"
                            + " a user name and port for a port",
                    e.getMessage());
        }
        assertThrows(OperationException.class, () -> login("[::1]:22", 22, "u", keys, null, null));
    }

    @Test
    public void anIPv6AddressIsAHost() throws Exception {
        for (String host : List.of("::1", "[::1]", "2001:db8::22", "fe80::1%eth0")) {
            assertEquals(host, login(host, 22, "u", keys, null, null).host());
        }
    }
}
