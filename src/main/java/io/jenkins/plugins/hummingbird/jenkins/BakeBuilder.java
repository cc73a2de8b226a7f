package io.jenkins.plugins.hummingbird.jenkins;

import hudson.Extension;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** The freestyle build step of {@code hummingbirdBakeAmi}. */
public final class BakeBuilder extends OperationBuilder {
    private final BakeStep step;

    /** @param step holds all parameters */
    @DataBoundConstructor
    public BakeBuilder(BakeStep step) {
        this.step = step;
    }

    /** @return the step, with all parameters */
    public BakeStep getStep() {
        return step;
    }

    @Override
    OperationStep operationStep() {
        return step;
    }

    /** Describes the build step. */
    @Extension
    @Symbol("hummingbirdBakeAmi")
    public static final class DescriptorImpl extends OperationBuilderDescriptor {
        @Override
        Class<? extends OperationStep> stepClass() {
            return BakeStep.class;
        }

        @Override
        public String getDisplayName() {
            return Messages.BakeStep_displayName();
        }
    }
}
