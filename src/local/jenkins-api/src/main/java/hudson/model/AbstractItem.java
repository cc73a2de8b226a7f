package hudson.model;

import hudson.security.ACL;
import java.io.File;
import java.io.IOException;

public abstract class AbstractItem extends Actionable implements Item {
    protected transient String name;
    private final transient ItemGroup parent;

    protected AbstractItem(ItemGroup parent, String name) {
        this.parent = parent;
        this.name = name;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public String getDisplayName() {
        return name;
    }

    @Override
    public ItemGroup getParent() {
        return parent;
    }

    @Override
    public final String getFullName() {
        String above = parent.getFullName();
        return above.isEmpty() ? name : above + '/' + name;
    }

    @Override
    public final String getFullDisplayName() {
        return getFullName().replace("/", " » ");
    }

    @Override
    public final String getUrl() {
        return "job/" + getFullName().replace("/", "/job/") + '/';
    }

    @Override
    public File getRootDir() {
        return new File(parent.getRootDir(), "jobs/" + name);
    }

    @Override
    public ACL getACL() {
        return jenkins.model.Jenkins.get().getACL();
    }

    @Override
    public synchronized void save() throws IOException {
        throw new UnsupportedOperationException();
    }
}
