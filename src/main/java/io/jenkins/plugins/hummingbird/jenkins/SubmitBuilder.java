package io.jenkins.plugins.hummingbird.jenkins;

import hudson.Extension;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** The freestyle build step of {@code hummingbirdSubmit}. */
public final class SubmitBuilder extends OperationBuilder {
    private final SubmitStep step;

    /** @param step holds all parameters */
    @DataBoundConstructor
    public SubmitBuilder(SubmitStep step) {
        this.step = step;
    }

    /** @return the step, with all parameters */
    public SubmitStep getStep() {
        return step;
    }

    @Override
    OperationStep operationStep() {
        return step;
    }

    /** Describes the build step. */
    @Extension
    @Symbol("hummingbirdSubmit")
    public static final class DescriptorImpl extends OperationBuilderDescriptor {
        @Override
        Class<? extends OperationStep> stepClass() {
            return SubmitStep.class;
        }

        @Override
        public String getDisplayName() {
            return Messages.SubmitStep_displayName();
        }
    }
}
