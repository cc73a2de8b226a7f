package hudson;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.java.sezpoz.Index;
import net.java.sezpoz.IndexItem;

/** Finds the classes marked with {@link Extension} in the index that the build writes, one instance of each. */
public class ExtensionList<T> extends AbstractList<T> {
    private static final Map<Class<?>, Object> INSTANCES = new HashMap<>();

    private final List<T> found = new ArrayList<>();

    private ExtensionList(Class<T> type) {
        for (IndexItem<Extension, Object> item : Index.load(Extension.class, Object.class)) {
            try {
                if (item.element() instanceof Class<?> extension && type.isAssignableFrom(extension)) {
                    found.add(type.cast(instance(extension, item)));
                }
            } catch (InstantiationException e) {
                if (!item.annotation().optional()) {
                    throw new IllegalStateException("cannot load or make the extension " + item, e);
                }
            }
        }
    }

    private static synchronized Object instance(Class<?> extension, IndexItem<Extension, Object> item)
            throws InstantiationException {
        Object instance = INSTANCES.get(extension);
        if (instance == null) {
            instance = item.instance();
            INSTANCES.put(extension, instance);
        }
        return instance;
    }

    public static <T> ExtensionList<T> lookup(Class<T> type) {
        return new ExtensionList<>(type);
    }

    public static <U> U lookupSingleton(Class<U> type) {
        ExtensionList<U> all = lookup(type);
        if (all.size() != 1) {
            throw new IllegalStateException("Expected 1 instance of " + type.getName() + " but got " + all.size());
        }
        return all.get(0);
    }

    public <U extends T> U get(Class<U> type) {
        return found.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElse(null);
    }

    @Override
    public T get(int index) {
        return found.get(index);
    }

    @Override
    public int size() {
        return found.size();
    }
}
