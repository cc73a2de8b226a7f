package io.jenkins.plugins.hummingbird.jenkins.page;

/** The parameters of a query, which anybody may have written or left out. */
public final class QueryText {
    private QueryText() {}

    /** @return empty for what is not there */
    public static String text(String parameter) {
        return parameter == null ? "" : parameter;
    }

    /** @return 0, which is the first page and no group, for what is no number */
    public static int number(String parameter) {
        try {
            return Integer.parseInt(text(parameter).strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
