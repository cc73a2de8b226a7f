package io.jenkins.plugins.hummingbird.jenkins.form;

import hudson.model.Item;
import hudson.util.FormValidation;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The checks of the parameters that say what becomes of the results of the groups. */
public abstract class ResultsDescriptor extends HeadNodeDescriptor {
    @POST
    public FormValidation doCheckExpectedFiles(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "expectedFiles", value);
    }

    @POST
    public FormValidation doCheckArchive(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "archive", value);
    }

    @POST
    public FormValidation doCheckMeasurements(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "measurements", value);
    }

    @POST
    public FormValidation doCheckHeatmaps(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "heatmaps", value);
    }

    @POST
    public FormValidation doCheckTables(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "tables", value);
    }

    @POST
    public FormValidation doCheckTablesBy(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "tablesBy", value);
    }

    @POST
    public FormValidation doCheckTablesMemory(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "tablesMemory", value);
    }

    @POST
    public FormValidation doCheckTablesTimeLimit(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "tablesTimeLimit", value);
    }

    @POST
    public FormValidation doCheckTablesPython(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "tablesPython", value);
    }

    @POST
    public FormValidation doCheckMinFileSize(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "minFileSize", value);
    }

    @POST
    public FormValidation doCheckKeepAttempts(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "keepAttempts", value);
    }

    @POST
    public FormValidation doCheckResultsUrl(@AncestorInPath Item item, @QueryParameter String value) {
        return checkParameter(item, "resultsUrl", value);
    }
}
