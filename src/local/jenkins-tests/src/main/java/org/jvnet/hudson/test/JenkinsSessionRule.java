package org.jvnet.hudson.test;

import java.io.File;
import org.junit.rules.TestRule;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;

public class JenkinsSessionRule implements TestRule {
    public File getHome() {
        throw new UnsupportedOperationException();
    }

    public void then(Step step) throws Throwable {
        throw new UnsupportedOperationException();
    }

    @Override
    public Statement apply(Statement base, Description description) {
        throw new UnsupportedOperationException();
    }

    @FunctionalInterface
    public interface Step {
        void run(JenkinsRule rule) throws Throwable;
    }
}
