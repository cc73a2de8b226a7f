package hudson;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.java.sezpoz.Index;
import net.java.sezpoz.IndexItem;

/** Finds the classes marked with {@link Extension} in the index that the build writes, one instance of each. */
public class ExtensionList<T> extends AbstractList<T> {
    private static final Map<Class<?>, Object> INSTANCES = new ConcurrentHashMap<>();

    private final List<T> found = new ArrayList<>();

    private ExtensionList(Class<T> type) {
        for (IndexItem<Extension, Object> item : Index.load(Extension.class, Object.class)) {
            try {
                if (item.element() instanceof Class<?> extension && type.isAssignableFrom(extension)) {
                    found.add(type.cast(INSTANCES.computeIfAbsent(extension, any -> instance(item))));
                }
            } catch (InstantiationException e) {
                throw new IllegalStateException("cannot load the extension " + item, e);
            }
        }
    }

    private static Object instance(IndexItem<Extension, Object> item) {
        try {
            return item.instance();
        } catch (InstantiationException e) {
            throw new IllegalStateException("cannot make the extension " + item, e);
        }
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
