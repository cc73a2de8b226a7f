package io.jenkins.plugins.hummingbird.jenkins;

import hudson.EnvVars;
import hudson.Extension;
import hudson.model.EnvironmentSpecific;
import hudson.model.Node;
import hudson.model.TaskListener;
import hudson.slaves.NodeSpecific;
import hudson.tools.ToolDescriptor;
import hudson.tools.ToolInstallation;
import hudson.tools.ToolProperty;
import io.jenkins.plugins.hummingbird.jenkins.node.CliTool;
import java.io.IOException;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * The CLI of ParallelCluster as a tool of Jenkins, with the installers that Jenkins has for all tools. Its home is a
 * virtual environment of Python, or the folder of the command.
 */
public final class PclusterInstallation extends ToolInstallation
        implements CliTool, NodeSpecific<PclusterInstallation>, EnvironmentSpecific<PclusterInstallation> {
    private static final long serialVersionUID = 1L;

    /**
     * @param name by which a step chooses it
     * @param home empty where an installer decides it
     */
    @DataBoundConstructor
    public PclusterInstallation(String name, String home, List<? extends ToolProperty<?>> properties) {
        super(name, home, properties);
    }

    @Override
    public String homeOn(Node node, EnvVars variables, TaskListener listener) throws IOException, InterruptedException {
        PclusterInstallation there = node == null ? this : forNode(node, listener);
        String home = there.forEnvironment(variables).getHome();
        return home == null || home.isBlank() ? null : home + '/';
    }

    @Override
    public PclusterInstallation forNode(Node node, TaskListener log) throws IOException, InterruptedException {
        return new PclusterInstallation(getName(), translateFor(node, log), getProperties());
    }

    @Override
    public PclusterInstallation forEnvironment(EnvVars environment) {
        return new PclusterInstallation(getName(), environment.expand(getHome()), getProperties());
    }

    /** Describes the tool. */
    @Extension
    @Symbol("pcluster")
    public static final class DescriptorImpl extends ToolDescriptor<PclusterInstallation> {
        /** Reads what was saved. */
        public DescriptorImpl() {
            load();
        }

        @Override
        public String getDisplayName() {
            return Messages.PclusterInstallation_displayName();
        }

        /** Called by the form and by Configuration as Code; Jenkins itself does not save it. */
        @Override
        public void setInstallations(PclusterInstallation... installations) {
            super.setInstallations(installations);
            save();
        }
    }
}
