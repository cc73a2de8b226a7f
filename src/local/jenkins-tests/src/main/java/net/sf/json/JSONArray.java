package net.sf.json;

public final class JSONArray {
    private JSONArray() {}

    public int getInt(int index) {
        throw new UnsupportedOperationException();
    }

    public JSONObject getJSONObject(int index) {
        throw new UnsupportedOperationException();
    }
}
