package io.jenkins.plugins.hummingbird.jenkins;

import hudson.Extension;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** The freestyle build step of {@code hummingbirdCluster}. */
public final class ClusterBuilder extends OperationBuilder {
    private final ClusterStep step;

    /** @param step holds all parameters */
    @DataBoundConstructor
    public ClusterBuilder(ClusterStep step) {
        this.step = step;
    }

    /** @return the step, with all parameters */
    public ClusterStep getStep() {
        return step;
    }

    @Override
    OperationStep operationStep() {
        return step;
    }

    /** Describes the build step. */
    @Extension
    @Symbol("hummingbirdCluster")
    public static final class DescriptorImpl extends OperationBuilderDescriptor {
        @Override
        Class<? extends OperationStep> stepClass() {
            return ClusterStep.class;
        }

        @Override
        public String getDisplayName() {
            return Messages.ClusterStep_displayName();
        }
    }
}
