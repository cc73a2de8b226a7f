package net.sf.json;

public final class JSONArray {
    private JSONArray() {}

    public JSONObject getJSONObject(int index) {
        throw new UnsupportedOperationException();
    }
}
