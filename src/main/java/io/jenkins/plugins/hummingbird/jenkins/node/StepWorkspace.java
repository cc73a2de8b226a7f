package io.jenkins.plugins.hummingbird.jenkins.node;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Node;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The node around a step of a Pipeline. */
public record StepWorkspace(StepContext context) implements Workspace {
    @Override
    public FilePath folder() throws IOException, InterruptedException {
        return context.get(FilePath.class);
    }

    @Override
    public Launcher launcher() throws IOException, InterruptedException {
        return context.get(Launcher.class);
    }

    @Override
    public EnvVars environment() throws IOException, InterruptedException {
        return context.get(EnvVars.class);
    }

    @Override
    public Node node() throws IOException, InterruptedException {
        return context.get(Node.class);
    }
}
