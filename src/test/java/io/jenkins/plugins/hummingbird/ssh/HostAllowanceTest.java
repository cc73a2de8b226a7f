package io.jenkins.plugins.hummingbird.ssh;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.List;
import org.junit.Test;

public class HostAllowanceTest {
    private static String refusedHost(String hosts, String host) {
        HostAllowance allowed = new HostAllowance(hosts, HostKeyPolicy.ACCEPT_ANY, "Settings");
        return assertThrows(OperationException.class, () -> allowed.checkHost("host", host))
                .getMessage();
    }

    @Test
    public void aHostThatIsNotListedIsRefused() {
        assertThat(
                refusedHost("*.example.org, 10.0.3.*", "10.0.4.1"),
                is("host: jobs may not log in to 10.0.4.1: it is not among the allowed hosts. Name another, or ask an"
                        + " administrator to add it: Settings, allowedHosts."));
        refusedHost("*.example.org", "example.org");
    }

    @Test
    public void aNameThatStartsLikeAnAllowedAddressIsRefused() {
        refusedHost("10.0.3.*", "10.0.3.1.example.net");
        refusedHost("10.0.3.*", "10.0.3.x.example.net");
        refusedHost("10.*", "10.example.net");
        refusedHost("fe80::*", "fe80::1.example.net");
    }

    @Test
    public void aHostThatIsListedIsAllowed() throws Exception {
        HostAllowance some =
                new HostAllowance("*.Example.org\n10.0.3.*\nfe80::*", HostKeyPolicy.ACCEPT_ANY, "Settings");
        for (String host : List.of("head.example.org", "HEAD.example.ORG", "10.0.3.9", "fe80::1")) {
            some.checkHost("host", host);
        }
        for (String none : new String[] {null, "", " "}) {
            new HostAllowance(none, HostKeyPolicy.ACCEPT_ANY, "Settings").checkHost("host", "anywhere");
        }
    }

    @Test
    public void aPolicyBelowTheMinimumIsRefused() throws Exception {
        HostAllowance notAny = new HostAllowance("", HostKeyPolicy.FIRST_USE, "Settings");
        assertThat(
                assertThrows(OperationException.class, () -> notAny.checkPolicy(HostKeyPolicy.ACCEPT_ANY))
                        .getMessage(),
                is("hostKeyPolicy: acceptAny is not allowed here. Use firstUse or pinned or knownHosts, or ask an"
                        + " administrator to change it: Settings, minimumHostKeyPolicy."));
        HostAllowance given = new HostAllowance("", HostKeyPolicy.KNOWN_HOSTS, "Settings");
        assertThat(
                assertThrows(OperationException.class, () -> given.checkPolicy(HostKeyPolicy.FIRST_USE))
                        .getMessage(),
                containsString("Use pinned or knownHosts"));
        for (HostKeyPolicy policy : List.of(HostKeyPolicy.PINNED, HostKeyPolicy.KNOWN_HOSTS)) {
            notAny.checkPolicy(policy);
            given.checkPolicy(policy);
        }
        notAny.checkPolicy(HostKeyPolicy.FIRST_USE);
        new HostAllowance("", HostKeyPolicy.ACCEPT_ANY, "Settings").checkPolicy(HostKeyPolicy.ACCEPT_ANY);
    }

    @Test
    public void anInvalidPatternIsNamed() throws Exception {
        for (String wrong : List.of("10.0.3.0/24", "[::1]", "user@host", "h?st")) {
            assertThat(
                    assertThrows(OperationException.class, () -> HostAllowance.checkPatterns("ok, " + wrong))
                            .getMessage(),
                    containsString("'" + wrong + "'"));
        }
        HostAllowance.checkPatterns("*.example.org, 10.0.3.*\nfe80::1 head_node-1");
    }
}
