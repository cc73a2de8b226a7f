package io.jenkins.plugins.hummingbird.jenkins;

import hudson.Util;
import org.kohsuke.stapler.DataBoundSetter;

/** The parameters that say what becomes of the results of the groups. */
public abstract class ResultsStep extends AnalysisStep {
    private static final long serialVersionUID = 1L;

    /** @return patterns of files that each group must have written, separated by commas */
    public String getExpectedFiles() {
        return Util.fixEmpty(request().expectedFiles);
    }

    @DataBoundSetter
    public void setExpectedFiles(String expectedFiles) {
        request().expectedFiles = text(expectedFiles, "");
    }

    /** @return how large an expected file must be at least, in bytes */
    public long getMinFileSize() {
        return request().minFileSize;
    }

    @DataBoundSetter
    public void setMinFileSize(long minFileSize) {
        request().minFileSize = minFileSize;
    }

    /** @return patterns of output files that become artifacts, separated by commas */
    public String getArchive() {
        return Util.fixEmpty(request().archive);
    }

    @DataBoundSetter
    public void setArchive(String archive) {
        request().archive = text(archive, "");
    }

    /** @return patterns of columns to keep of what groups measured, separated by commas; empty for nothing of it */
    public String getMeasurements() {
        return request().measurements;
    }

    @DataBoundSetter
    public void setMeasurements(String measurements) {
        request().measurements = text(measurements, "");
    }

    /** @return patterns of columns that become heat maps among the artifacts, separated by commas */
    public String getHeatmaps() {
        return Util.fixEmpty(request().heatmaps);
    }

    @DataBoundSetter
    public void setHeatmaps(String heatmaps) {
        request().heatmaps = text(heatmaps, "");
    }

    /** @return the formats of the tables that the groups' tables are merged into, separated by commas */
    public String getTables() {
        return Util.fixEmpty(request().merging.tables);
    }

    @DataBoundSetter
    public void setTables(String tables) {
        request().merging.tables = text(tables, "");
    }

    /** @return metadata keys: a table for each of their values; empty for one for each plate */
    public String getTablesBy() {
        return Util.fixEmpty(request().merging.tablesBy);
    }

    @DataBoundSetter
    public void setTablesBy(String tablesBy) {
        request().merging.tablesBy = text(tablesBy, "");
    }

    /** @return memory for each task that merges tables */
    public String getTablesMemory() {
        return request().merging.tablesMemory;
    }

    @DataBoundSetter
    public void setTablesMemory(String tablesMemory) {
        request().merging.tablesMemory = text(tablesMemory, DEFAULTS.merging.tablesMemory);
    }

    /** @return time for each task that merges tables */
    public String getTablesTimeLimit() {
        return request().merging.tablesTimeLimit;
    }

    @DataBoundSetter
    public void setTablesTimeLimit(String tablesTimeLimit) {
        request().merging.tablesTimeLimit = text(tablesTimeLimit, DEFAULTS.merging.tablesTimeLimit);
    }

    /** @return a Python interpreter on the compute nodes that has DuckDB */
    public String getTablesPython() {
        return Util.fixEmpty(request().merging.tablesPython);
    }

    @DataBoundSetter
    public void setTablesPython(String tablesPython) {
        request().merging.tablesPython = text(tablesPython, "");
    }

    /** @return the URL in S3 that the results are copied to, with metadata keys in braces */
    public String getResultsUrl() {
        return Util.fixEmpty(request().s3.resultsUrl);
    }

    @DataBoundSetter
    public void setResultsUrl(String resultsUrl) {
        request().s3.resultsUrl = text(resultsUrl, "");
    }

    /** @return whether results that were copied to S3 also stay on the shared file system */
    public boolean isKeepLocal() {
        return request().s3.keepLocal;
    }

    @DataBoundSetter
    public void setKeepLocal(boolean keepLocal) {
        request().s3.keepLocal = keepLocal;
    }
}
