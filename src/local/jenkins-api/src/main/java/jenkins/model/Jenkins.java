package jenkins.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionList;
import hudson.ProxyConfiguration;
import hudson.model.AbstractCIBase;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.security.AuthorizationStrategy;
import hudson.security.Permission;
import hudson.security.SecurityRealm;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jvnet.hudson.reactor.ReactorException;

/** One controller a JVM; {@link LocalJenkins} starts it. */
public class Jenkins extends AbstractCIBase {
    public static final Permission ADMINISTER = new Permission(null, "Administer", null);

    public static final Permission READ = new Permission(null, "Read", Permission.READ);

    static volatile Jenkins instance;

    public transient volatile ProxyConfiguration proxy;

    final Map<String, Item> items = new ConcurrentHashMap<>();
    private final File root;
    private final ACL acl;

    Jenkins(File root, ACL acl) {
        this.root = root;
        this.acl = acl;
    }

    @NonNull
    public static Jenkins get() throws IllegalStateException {
        Jenkins jenkins = getInstanceOrNull();
        if (jenkins == null) {
            throw new IllegalStateException("Jenkins has not been started, or was already shut down");
        }
        return jenkins;
    }

    @CheckForNull
    public static Jenkins getInstanceOrNull() {
        return instance;
    }

    @Override
    public File getRootDir() {
        return root;
    }

    @Override
    public String getDisplayName() {
        return "Jenkins";
    }

    @Override
    public String getFullName() {
        return "";
    }

    @Override
    public ACL getACL() {
        return acl;
    }

    public String getLegacyInstanceId() {
        return "a-local-controller";
    }

    @CheckForNull
    public ProxyConfiguration getProxy() {
        return proxy;
    }

    @CheckForNull
    public <T extends Item> T getItemByFullName(@NonNull String fullName, Class<T> type) {
        Item item = items.get(fullName);
        return type.isInstance(item) ? type.cast(item) : null;
    }

    @NonNull
    public Descriptor getDescriptorOrDie(Class<? extends Describable> type) {
        for (Descriptor<?> descriptor : ExtensionList.lookup(Descriptor.class)) {
            if (descriptor.clazz == type) {
                return descriptor;
            }
        }
        throw new AssertionError(type + " is missing its descriptor");
    }

    @Override
    public void save() throws IOException {
        throw new UnsupportedOperationException();
    }

    @CheckForNull
    public <T extends Descriptor> T getDescriptorByType(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    public void setSecurityRealm(@CheckForNull SecurityRealm realm) {
        throw new UnsupportedOperationException();
    }

    public void setAuthorizationStrategy(@CheckForNull AuthorizationStrategy strategy) {
        throw new UnsupportedOperationException();
    }

    public void reload() throws IOException, InterruptedException, ReactorException {
        throw new UnsupportedOperationException();
    }
}
