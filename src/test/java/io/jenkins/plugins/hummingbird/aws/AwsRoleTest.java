package io.jenkins.plugins.hummingbird.aws;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.operation.NamePatterns;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.List;
import org.junit.Test;

public class AwsRoleTest {
    private static final String ARN = "arn:aws:iam::123456789012:role/baker";

    private static String sessionName(String user) throws OperationException {
        return AwsRole.of(ARN, "", user).sessionName();
    }

    @Test
    public void namesTheSessionAfterJobAndBuild() throws Exception {
        assertThat(sessionName("folder/plates#7"), is("hummingbird-folder-plates-7"));
        assertThat(sessionName("Zürich plates %2F#12"), is("hummingbird-Z-rich-plates-2F-12"));
        assertThat(sessionName(""), is("hummingbird-"));
    }

    /** As STS has it: 2 to 64 characters. */
    @Test
    public void keepsTheEndOfALongName() throws Exception {
        String name = sessionName("department/" + "of-".repeat(40) + "plates#12345");
        assertThat(name.length(), is(64));
        assertThat(name, startsWith("hummingbird-"));
        assertThat(name, endsWith("-plates-12345"));
        for (String user : List.of("", "#", "/".repeat(100), "folder/plates#1", "\uD83D\uDE00".repeat(60) + "#1")) {
            assertThat(user, sessionName(user).matches("[\\w+=,.@-]{2,64}"), is(true));
        }
    }

    @Test
    public void rejectsAnInvalidArnOrExternalId() throws Exception {
        assertThat(
                assertThrows(OperationException.class, () -> AwsRole.of("baker", "", "plates#1"))
                        .getMessage(),
                containsString("arn:aws:iam::123456789012:role/name"));
        for (String wrong : List.of("x", "two words", "a;b", "y".repeat(1225))) {
            assertThat(
                    assertThrows(OperationException.class, () -> AwsRole.of(ARN, wrong, "plates#1"))
                            .getMessage(),
                    startsWith("externalId: '"));
        }
        assertThat(AwsRole.of(ARN, "a+=,.@:/-_1", "plates#1").externalId(), is("a+=,.@:/-_1"));
    }

    @Test
    public void allowsOnlyTheConfiguredRoles() throws Exception {
        AwsAllowance some =
                new AwsAllowance(false, new NamePatterns("arn:aws:iam::123456789012:role/bake*"), "Settings");
        some.checkRole(ARN);
        for (String other : List.of("arn:aws:iam::123456789012:role/admin", "arn:aws:iam::999999999999:role/baker")) {
            assertThat(
                    assertThrows(OperationException.class, () -> some.checkRole(other))
                            .getMessage(),
                    is("roleArn: jobs may not assume the role " + other + ": it is not among the allowed ones. Name"
                            + " another, or ask an administrator to add it: Settings, allowedRoles."));
        }
        new AwsAllowance(false, new NamePatterns(""), "Settings").checkRole(ARN);
    }
}
