package io.jenkins.plugins.hummingbird;

import io.jenkins.plugins.hummingbird.browser.Chromium;
import io.jenkins.plugins.hummingbird.browser.Tab;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.rules.ExternalResource;

/**
 * A headless Chromium, Debian's package chromium. As a class rule: started before the class's tests, ended after them.
 *
 * <p>Tests are skipped where {@link TestSet} says so.
 */
public final class ChromiumRule extends ExternalResource {
    private Chromium chromium;

    /** @return a new tab; who asks for it closes it */
    public Tab newTab() throws IOException, InterruptedException {
        return chromium.newTab();
    }

    @Override
    protected void before() throws IOException, InterruptedException {
        Path command = Chromium.command();
        TestSet.needsProgram(command != null, "there is no chromium on the PATH; src/local/install installs it");
        chromium = Chromium.start(command);
    }

    @Override
    protected void after() {
        chromium.close();
    }
}
