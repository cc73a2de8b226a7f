package io.jenkins.plugins.hummingbird.submit.headnode;

import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.request.TableFormat;
import java.util.List;
import java.util.stream.Collectors;

/** The Python that merges tables, as {@code prepare.sh} finds it on the head node. */
final class TablesPython {
    /** What makes one with DuckDB; {@code merged_files.py} says the same on a node. */
    static final List<String> INSTALL = List.of("python3 -m venv FOLDER", "FOLDER/bin/pip install duckdb==1.4.5");

    private final String found;
    private final String tried;

    /**
     * @param found its command, its version, and that of its DuckDB where that is needed, separated by tabs; empty when
     *     there is none
     * @param tried which were looked at in vain, and why, if there is none
     */
    TablesPython(String found, String tried) {
        this.found = found;
        this.tried = tried;
    }

    /** @return the formats that are wanted, as the scripts take them: separated by blanks; empty for no tables */
    static String formats(SubmitRequest request) {
        return request.merging.formats().stream().map(TableFormat::word).collect(Collectors.joining(" "));
    }

    boolean isFound() {
        return !found.isEmpty();
    }

    /** @return a line about the one that is found, for the log */
    String description() {
        String[] parts = found.split("\t");
        return "tables are merged by " + parts[0] + (parts.length > 1 ? ", Python " + parts[1] : "")
                + (parts.length > 2 ? " with DuckDB " + parts[2] : "");
    }

    /** @return sentences that say what to do when none is found */
    String missing(SubmitRequest request) {
        if (!request.merging.formats().contains(TableFormat.PARQUET)) {
            return "tables: to merge them takes Python 3.6 or later, and the head node has none (tried: " + tried
                    + "). Name one as tablesPython that the compute nodes have, too.";
        }
        return "tables: parquet takes a Python with DuckDB, and the head node has none (tried: " + tried
                + "). Install it where the compute nodes find it, too, and name FOLDER/bin/python as tablesPython:\n  "
                + String.join("\n  ", INSTALL);
    }
}
