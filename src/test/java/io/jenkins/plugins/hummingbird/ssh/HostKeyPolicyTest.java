package io.jenkins.plugins.hummingbird.ssh;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import org.junit.Test;

public class HostKeyPolicyTest {
    @Test
    public void eachPolicyIsFoundByItsName() throws Exception {
        for (HostKeyPolicy policy : HostKeyPolicy.values()) {
            assertEquals(policy, HostKeyPolicy.parse(" " + policy.word() + " "));
        }
    }

    @Test
    public void theDefaultIsFirstUse() throws Exception {
        assertEquals(HostKeyPolicy.FIRST_USE, HostKeyPolicy.parse(null));
        assertEquals(HostKeyPolicy.FIRST_USE, HostKeyPolicy.parse(""));
    }

    @Test
    public void anUnknownNameIsRefusedWithTheListOfPolicies() {
        OperationException e = assertThrows(OperationException.class, () -> HostKeyPolicy.parse("accept"));
        assertTrue(e.getMessage(), e.getMessage().contains("'accept'"));
        assertTrue(e.getMessage(), e.getMessage().contains("firstUse, pinned, knownHosts, acceptAny"));
    }
}
