package jenkins.model;

import hudson.model.Item;
import hudson.security.ACL;
import java.io.File;

/** Not in Jenkins: what the local run sets before it drives the plugin. */
public final class LocalJenkins {
    private LocalJenkins() {}

    /** Starts a controller whose folder is this one; the one before is forgotten. */
    public static Jenkins start(File root) {
        return start(root, new ACL() {});
    }

    /** As {@link #start(File)}, with somebody who may not do everything. */
    public static Jenkins start(File root, ACL acl) {
        Jenkins.instance = new Jenkins(root, acl);
        return Jenkins.instance;
    }

    /** Ends it: {@link Jenkins#getInstanceOrNull} answers null from here on. */
    public static void stop() {
        Jenkins.instance = null;
    }

    /** Makes a job known by its full name. */
    public static void add(Item item) {
        Jenkins.get().items.put(item.getFullName(), item);
    }

    /** Makes a job known by its new full name, and by no other. */
    public static void renamed(String oldFullName, Item item) {
        Jenkins.get().items.remove(oldFullName);
        add(item);
    }
}
