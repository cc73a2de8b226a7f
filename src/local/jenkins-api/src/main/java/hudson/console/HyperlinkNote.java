package hudson.console;

public class HyperlinkNote {
    /** In Jenkins the text is a link; here, as where a log is read without its notes, it is the text alone. */
    public static String encodeTo(String url, String text) {
        return text;
    }
}
