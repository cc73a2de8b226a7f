package hudson.tools;

import hudson.ExtensionPoint;
import hudson.model.Describable;

public abstract class ToolInstaller implements Describable<ToolInstaller>, ExtensionPoint {
    protected ToolInstaller(String label) {}
}
