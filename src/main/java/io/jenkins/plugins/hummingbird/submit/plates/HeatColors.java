package io.jenkins.plugins.hummingbird.submit.plates;

import java.util.List;

/**
 * The colors of values, from the lowest to the highest: viridis of matplotlib (CC0), which people of all kinds of color vision,
 * and printers without color, show in the right order. The page and the pictures have the same ones.
 */
public final class HeatColors {
    /** At equal distances; in between they are mixed. */
    private static final List<String> STOPS = List.of(
            "#440154", "#482475", "#414487", "#355f8d", "#2a788e", "#21918c", "#22a884", "#44bf70", "#7ad151",
            "#bddf26", "#fde725");

    private HeatColors() {}

    /** @return eleven colors as in {@code #440154}, at 0, 0.1 ... 1 */
    public static List<String> stops() {
        return STOPS;
    }

    /**
     * @param at 0 for the lowest value, 1 for the highest; values beyond have the color of that end
     * @return the color, as in {@code #440154}
     */
    public static String at(double at) {
        double place = Math.max(0, Math.min(1, at)) * (STOPS.size() - 1);
        int below = Math.min((int) place, STOPS.size() - 2);
        double part = place - below;
        StringBuilder color = new StringBuilder("#");
        for (int i = 1; i < 7; i += 2) {
            int low = Integer.parseInt(STOPS.get(below).substring(i, i + 2), 16);
            int high = Integer.parseInt(STOPS.get(below + 1).substring(i, i + 2), 16);
            color.append(String.format("%02x", Math.round(low + part * (high - low))));
        }
        return color.toString();
    }
}
