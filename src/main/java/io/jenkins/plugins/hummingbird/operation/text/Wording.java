package io.jenkins.plugins.hummingbird.operation.text;

/** Parts of sentences. */
public final class Wording {
    private Wording() {}

    /**
     * @param singular whose plural has an s at its end
     * @return such as {@code 1 plate} or {@code 12 plates}
     */
    public static String count(long count, String singular) {
        return count + " " + singular + (count == 1 ? "" : "s");
    }

    /** @return the verb of so many things */
    public static String isOrAre(long count) {
        return count == 1 ? "is" : "are";
    }

    /** @return the same text, for a list of problems or the middle of a sentence */
    public static String withoutFullStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
