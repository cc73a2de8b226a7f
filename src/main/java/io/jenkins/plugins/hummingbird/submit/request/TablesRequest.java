package io.jenkins.plugins.hummingbird.submit.request;

import io.jenkins.plugins.hummingbird.operation.parameter.Parameter;
import io.jenkins.plugins.hummingbird.slurm.Memory;
import io.jenkins.plugins.hummingbird.slurm.TimeLimit;
import java.io.Serializable;
import java.util.List;
import java.util.Set;

/** The parameters of a submission that say whether and how the groups' tables are merged. */
public final class TablesRequest implements Serializable {
    private static final long serialVersionUID = 1L;

    /**
     * In which formats the groups' tables are merged, a table for each plate: words of {@link TableFormat}, separated by
     * commas; empty for none. The word {@value TableFormat#METADATA} among them adds the metadata to each CSV table of objects.
     */
    @Parameter(rule = TextRules.TableFormats.class)
    public String tables = "";

    /** Metadata keys, separated by commas: a table for each of their values; empty for a table for each plate. */
    @Parameter(variables = true, rule = TextRules.MetadataKeys.class)
    public String tablesBy = "";

    /** Memory for each task that merges tables, see {@link Memory}. */
    @Parameter(rule = TextRules.MemoryAmount.class)
    public String tablesMemory = "2G";

    /** Time for each task that merges tables, see {@link TimeLimit}. */
    @Parameter(rule = TextRules.Time.class)
    public String tablesTimeLimit = "1h";

    /** The Python of the tasks that merge tables: a name on PATH, or an absolute path; empty for one that is found. */
    @Parameter(variables = true, rule = TextRules.Program.class)
    public String tablesPython = "";

    /** @return the formats of {@link #tables}, in the order of their declaration; empty for no tables */
    public Set<TableFormat> formats() {
        return TableFormat.of(TextRules.words(tables));
    }

    /** @return whether each CSV table of objects gets the metadata */
    public boolean withMetadata() {
        return TextRules.words(tables).contains(TableFormat.METADATA);
    }

    /** @return the metadata keys of {@link #tablesBy}; empty for a table for each plate */
    public List<String> keys() {
        return TextRules.words(tablesBy);
    }
}
