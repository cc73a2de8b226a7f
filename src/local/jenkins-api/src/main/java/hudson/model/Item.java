package hudson.model;

import hudson.security.AccessControlled;
import hudson.security.Permission;

public interface Item extends PersistenceRoot, hudson.search.SearchableModelObject, AccessControlled {
    Permission BUILD = new Permission(null, "Build", Permission.UPDATE);
    Permission CONFIGURE = new Permission(null, "Configure", Permission.CONFIGURE);
    Permission READ = new Permission(null, "Read", Permission.READ);
    Permission EXTENDED_READ = new Permission(null, "ExtendedRead", CONFIGURE);

    ItemGroup<? extends Item> getParent();

    String getName();

    String getFullName();

    String getFullDisplayName();

    String getUrl();
}
