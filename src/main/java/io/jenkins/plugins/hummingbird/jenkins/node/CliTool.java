package io.jenkins.plugins.hummingbird.jenkins.node;

import hudson.EnvVars;
import hudson.ExtensionList;
import hudson.model.Node;
import hudson.model.TaskListener;
import hudson.tools.ToolDescriptor;
import hudson.tools.ToolInstallation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The CLI of ParallelCluster as an administrator has set it up among the tools of Jenkins. */
public interface CliTool {
    /** @return the name by which a step chooses it */
    String getName();

    /**
     * Installs it first where that has to be done.
     *
     * @param node null where it is not known
     * @return its home on the node; ends with a slash, which tells it from the name of a command; null where there is none
     */
    String homeOn(Node node, EnvVars variables, TaskListener listener) throws IOException, InterruptedException;

    /**
     * @param tool the parameter {@code pcluster} of a step
     * @return the tool of that name; for an empty one the only one there is; null when there is none, or a choice
     */
    static CliTool chosen(String tool) {
        List<CliTool> all = new ArrayList<>();
        for (ToolDescriptor<?> descriptor : ExtensionList.lookup(ToolDescriptor.class)) {
            for (ToolInstallation installation : descriptor.getInstallations()) {
                if (installation instanceof CliTool cli) {
                    all.add(cli);
                }
            }
        }
        if (tool.isEmpty()) {
            return all.size() == 1 ? all.get(0) : null;
        }
        return all.stream()
                .filter(one -> tool.equals(one.getName()))
                .findFirst()
                .orElse(null);
    }
}
