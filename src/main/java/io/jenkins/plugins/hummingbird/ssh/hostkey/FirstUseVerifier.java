package io.jenkins.plugins.hummingbird.ssh.hostkey;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.ssh.Login;
import java.io.IOException;
import java.security.PublicKey;
import java.util.List;
import java.util.function.Consumer;
import org.apache.sshd.common.config.keys.KeyUtils;

/** Remembers the key of the first connection and requires it from then on. */
final class FirstUseVerifier implements HostKeyVerifier {
    private final Login login;
    private final RememberedKeys remembered;
    private final List<String> expectedTypes;

    FirstUseVerifier(Login login, RememberedKeys remembered) throws IOException {
        this.login = login;
        this.remembered = remembered;
        PublicKey key = remembered.find(login.rememberedAs());
        expectedTypes = key == null ? List.of() : List.of(HostKeys.type(key));
    }

    @Override
    public List<String> expectedTypes() {
        return expectedTypes;
    }

    @Override
    public void check(PublicKey key, Consumer<String> log) throws OperationException, IOException {
        PublicKey before = remembered.rememberIfNew(login.rememberedAs(), key);
        if (before == null) {
            log.accept("First connection to " + login + ": from now on its host key must be " + HostKeys.describe(key)
                    + " (remembered as " + login.rememberedAs() + ")");
        } else if (!KeyUtils.compareKeys(before, key)) {
            throw new OperationException("The host key of " + login + " has changed: it is now "
                    + HostKeys.describe(key) + ", but " + HostKeys.describe(before) + " is remembered as "
                    + login.rememberedAs() + " in " + remembered.file() + ". If the host was recreated, remove that "
                    + "entry; otherwise this may be a man-in-the-middle attack. Nothing was sent to the host");
        }
    }
}
