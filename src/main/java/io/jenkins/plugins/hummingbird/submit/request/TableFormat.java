package io.jenkins.plugins.hummingbird.submit.request;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** A format of tables that are merged of those of the groups. */
public enum TableFormat {
    /** A file for each table, with a header line. */
    CSV,
    /** A file for each table, with the types of its columns. */
    PARQUET,
    /** A database of all tables. */
    SQLITE;

    /** A word beside those of formats: CSV files of objects have the metadata of their images, too. */
    static final String METADATA = "metadata";

    /** @return how the step and the scripts write it */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Set<TableFormat> of(Collection<String> words) {
        Set<TableFormat> formats = EnumSet.noneOf(TableFormat.class);
        Arrays.stream(values()).filter(format -> words.contains(format.word())).forEach(formats::add);
        return formats;
    }
}
