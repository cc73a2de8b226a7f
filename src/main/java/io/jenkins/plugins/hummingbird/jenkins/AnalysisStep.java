package io.jenkins.plugins.hummingbird.jenkins;

import hudson.Util;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import org.kohsuke.stapler.DataBoundSetter;

/** A step that runs a CellProfiler pipeline on images: the parameters that say what is analysed. */
public abstract class AnalysisStep extends HeadNodeStep {
    private static final long serialVersionUID = 1L;

    /** Holds the defaults of all parameters. */
    static final SubmitRequest DEFAULTS = new SubmitRequest();

    private String pipeline;
    private String pipelineText;
    private String dataFile;
    private String dataFileText;
    private String images;
    private String imagePattern;
    private String channels;
    private String illumination;
    private String output;
    private String groupBy;
    private int groupsPerTask = DEFAULTS.groupsPerTask;
    private Boolean slice = DEFAULTS.slice;
    private String cellprofiler = DEFAULTS.cellprofiler;
    private String pluginsDirectory;
    private String home;

    @Override
    void restoreDefaults() {
        super.restoreDefaults();
        if (slice == null) {
            slice = DEFAULTS.slice;
        }
        groupsPerTask = groupsPerTask == 0 ? DEFAULTS.groupsPerTask : groupsPerTask;
        cellprofiler = text(cellprofiler, DEFAULTS.cellprofiler);
    }

    /** @return a .cppipe file: a path in the workspace, or an absolute one on the head node */
    public String getPipeline() {
        return pipeline;
    }

    @DataBoundSetter
    public void setPipeline(String pipeline) {
        this.pipeline = Util.fixEmptyAndTrim(pipeline);
    }

    /** @return the text of a .cppipe file */
    public String getPipelineText() {
        return pipelineText;
    }

    @DataBoundSetter
    public void setPipelineText(String pipelineText) {
        this.pipelineText = Util.fixEmpty(pipelineText);
    }

    /** @return an image table: a path in the workspace, or an absolute one on the head node */
    public String getDataFile() {
        return dataFile;
    }

    @DataBoundSetter
    public void setDataFile(String dataFile) {
        this.dataFile = Util.fixEmptyAndTrim(dataFile);
    }

    /** @return the text of an image table */
    public String getDataFileText() {
        return dataFileText;
    }

    @DataBoundSetter
    public void setDataFileText(String dataFileText) {
        this.dataFileText = Util.fixEmpty(dataFileText);
    }

    /** @return the image folder */
    public String getImages() {
        return images;
    }

    @DataBoundSetter
    public void setImages(String images) {
        this.images = Util.fixEmptyAndTrim(images);
    }

    /** @return a regular expression that makes the image table */
    public String getImagePattern() {
        return imagePattern;
    }

    @DataBoundSetter
    public void setImagePattern(String imagePattern) {
        this.imagePattern = Util.fixEmptyAndTrim(imagePattern);
    }

    /** @return what the pipeline calls the channels of the image table, such as {@code DNA=w1,Actin=w2} */
    public String getChannels() {
        return channels;
    }

    @DataBoundSetter
    public void setChannels(String channels) {
        this.channels = Util.fixEmptyAndTrim(channels);
    }

    /** @return the path of an illumination function, with channel and metadata keys in braces */
    public String getIllumination() {
        return illumination;
    }

    @DataBoundSetter
    public void setIllumination(String illumination) {
        this.illumination = Util.fixEmptyAndTrim(illumination);
    }

    /** @return the output folder */
    public String getOutput() {
        return output;
    }

    @DataBoundSetter
    public void setOutput(String output) {
        this.output = Util.fixEmptyAndTrim(output);
    }

    /** @return metadata keys, parted by commas */
    public String getGroupBy() {
        return groupBy;
    }

    @DataBoundSetter
    public void setGroupBy(String groupBy) {
        this.groupBy = Util.fixEmptyAndTrim(groupBy);
    }

    /** @return how many groups a task has, one after the other */
    public int getGroupsPerTask() {
        return groupsPerTask;
    }

    @DataBoundSetter
    public void setGroupsPerTask(int groupsPerTask) {
        this.groupsPerTask = groupsPerTask;
    }

    /** @return whether each task reads a table of its own group only */
    public boolean isSlice() {
        return slice;
    }

    @DataBoundSetter
    public void setSlice(boolean slice) {
        this.slice = slice;
    }

    /** @return the command on the compute nodes */
    public String getCellprofiler() {
        return cellprofiler;
    }

    @DataBoundSetter
    public void setCellprofiler(String cellprofiler) {
        this.cellprofiler = text(cellprofiler, DEFAULTS.cellprofiler);
    }

    /** @return a folder of CellProfiler plugins */
    public String getPluginsDirectory() {
        return pluginsDirectory;
    }

    @DataBoundSetter
    public void setPluginsDirectory(String pluginsDirectory) {
        this.pluginsDirectory = Util.fixEmptyAndTrim(pluginsDirectory);
    }

    /** @return the home of the tasks: own, user or a folder */
    public String getHome() {
        return home;
    }

    @DataBoundSetter
    public void setHome(String home) {
        this.home = Util.fixEmptyAndTrim(home);
    }
}
