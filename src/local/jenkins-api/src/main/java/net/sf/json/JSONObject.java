package net.sf.json;

import java.util.Map;
import java.util.TreeMap;

/** What a form sends, as far as the plugin asks for it. */
public final class JSONObject {
    private final Map<String, Object> values = new TreeMap<>();

    public boolean isEmpty() {
        return values.isEmpty();
    }

    public Object get(String key) {
        return values.get(key);
    }

    public String optString(String key) {
        return values.containsKey(key) ? values.get(key).toString() : "";
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    public Object put(Object key, Object value) {
        return values.put((String) key, value);
    }
}
