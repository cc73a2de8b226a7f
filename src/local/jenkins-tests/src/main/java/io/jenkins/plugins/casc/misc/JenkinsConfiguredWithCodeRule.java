package io.jenkins.plugins.casc.misc;

import org.jvnet.hudson.test.JenkinsRule;

public class JenkinsConfiguredWithCodeRule extends JenkinsRule {
    /** Of JenkinsConfiguredRule. */
    public String exportToString(boolean strict) throws Exception {
        throw new UnsupportedOperationException();
    }
}
