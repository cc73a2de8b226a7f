package net.sf.json;

public final class JSONObject {
    private JSONObject() {}

    public static JSONObject fromObject(Object object) {
        throw new UnsupportedOperationException();
    }

    public String getString(String key) {
        throw new UnsupportedOperationException();
    }

    public JSONArray getJSONArray(String key) {
        throw new UnsupportedOperationException();
    }
}
