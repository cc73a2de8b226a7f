package io.jenkins.plugins.hummingbird.jenkins.node;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.Node;

/**
 * The node that a freestyle build runs on.
 *
 * @param launcher as the build step was handed it
 * @param environment of the build
 */
public record BuildWorkspace(AbstractBuild<?, ?> build, Launcher launcher, EnvVars environment) implements Workspace {
    @Override
    public FilePath folder() {
        return build.getWorkspace();
    }

    @Override
    public Node node() {
        return build.getBuiltOn();
    }
}
