package org.jvnet.hudson.test;

import hudson.model.AbstractItem;
import hudson.model.Descriptor;
import hudson.model.ItemGroup;
import hudson.model.TopLevelItem;
import java.io.IOException;

public class MockFolder extends AbstractItem implements TopLevelItem {
    protected MockFolder(ItemGroup parent, String name) {
        super(parent, name);
    }

    public <T extends TopLevelItem> T createProject(Class<T> type, String name) throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void renameTo(String newName) throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public Descriptor getDescriptor() {
        throw new UnsupportedOperationException();
    }
}
