package io.jenkins.plugins.hummingbird.jenkins.credentials;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import org.junit.Test;

public class SecretSealerTest {
    private static final String KEY = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1r\n-----END\n";

    @Test
    public void whatIsSealedCannotBeReadAndComesBackWhole() throws Exception {
        String sealed = new SecretSealer().seal(KEY);
        assertThat(sealed, not(containsString("PRIVATE")));
        assertThat(sealed, not(containsString("b3BlbnNzaC1r")));
        assertThat(new SecretSealer().unseal(sealed), is(KEY));
    }

    @Test
    public void whatThisJenkinsDidNotSealIsNotTakenForASecret() {
        IOException e = assertThrows(IOException.class, () -> new SecretSealer().unseal(KEY));
        assertThat(e.getMessage(), containsString("JENKINS_HOME/secrets"));
        assertThat(e.getMessage(), not(containsString("b3BlbnNzaC1r")));
        assertThrows(IOException.class, () -> new SecretSealer().unseal("{AAAA}"));
    }
}
