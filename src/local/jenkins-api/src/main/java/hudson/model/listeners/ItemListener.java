package hudson.model.listeners;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Item;

public class ItemListener implements ExtensionPoint {
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {}

    public static ExtensionList<ItemListener> all() {
        return ExtensionList.lookup(ItemListener.class);
    }

    public static void fireLocationChange(Item rootItem, String oldFullName) {
        all().forEach(listener -> listener.onLocationChanged(rootItem, oldFullName, rootItem.getFullName()));
    }
}
