package hudson.tools;

import hudson.model.Descriptor;
import java.lang.reflect.Array;

public abstract class ToolDescriptor<T extends ToolInstallation> extends Descriptor<ToolInstallation> {
    private T[] installations;

    protected ToolDescriptor() {}

    @SuppressWarnings("unchecked")
    public T[] getInstallations() {
        return installations == null ? (T[]) Array.newInstance(clazz, 0) : installations.clone();
    }

    @SuppressWarnings("unchecked")
    public void setInstallations(T... tools) {
        installations = tools.clone();
    }

    /** Not kept from one local run to the next. */
    @Override
    public synchronized void save() {}

    @Override
    public synchronized void load() {}
}
