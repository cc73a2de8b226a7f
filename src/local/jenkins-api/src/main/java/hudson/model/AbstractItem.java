package hudson.model;

import hudson.model.listeners.ItemListener;
import hudson.security.ACL;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jenkins.model.LocalJenkins;

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

    protected void renameTo(String newName) throws IOException {
        String oldFullName = getFullName();
        Path oldRoot = getRootDir().toPath();
        name = newName;
        Files.move(oldRoot, getRootDir().toPath());
        LocalJenkins.renamed(oldFullName, this);
        ItemListener.fireLocationChange(this, oldFullName);
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
