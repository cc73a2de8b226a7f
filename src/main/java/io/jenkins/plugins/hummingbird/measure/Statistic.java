package io.jenkins.plugins.hummingbird.measure;

/** What a value is of the image sets or objects of a well. */
public enum Statistic {
    /** Of a number of objects. */
    SUM("sum"),
    /** Of another column of the image table. */
    MEAN("mean"),
    /** Of a column of an object table. */
    MEDIAN("median");

    private final String word;

    Statistic(String word) {
        this.word = word;
    }

    /** @return as records and pages have it */
    public String word() {
        return word;
    }

    /** @return null for another word */
    static Statistic of(String word) {
        for (Statistic statistic : values()) {
            if (statistic.word.equals(word)) {
                return statistic;
            }
        }
        return null;
    }
}
