package io.jenkins.plugins.hummingbird.jenkins;

import hudson.Util;
import java.io.IOException;
import java.io.ObjectInputStream;
import org.kohsuke.stapler.DataBoundSetter;

/** A step that runs a CellProfiler pipeline on images: the parameters that say what is analysed. */
public abstract class AnalysisStep extends HeadNodeStep {
    private static final long serialVersionUID = 1L;

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        FlatFields.read(in, deserialized());
    }

    /** @return a .cppipe file: a path in the workspace, or an absolute one on the head node */
    public String getPipeline() {
        return Util.fixEmpty(request().pipeline);
    }

    @DataBoundSetter
    public void setPipeline(String pipeline) {
        request().pipeline = text(pipeline, "");
    }

    /** @return the text of a .cppipe file */
    public String getPipelineText() {
        return Util.fixEmpty(request().pipelineText);
    }

    @DataBoundSetter
    public void setPipelineText(String pipelineText) {
        request().pipelineText = Util.fixNull(pipelineText);
    }

    /** @return an image table: a path in the workspace, or an absolute one on the head node */
    public String getDataFile() {
        return Util.fixEmpty(request().dataFile);
    }

    @DataBoundSetter
    public void setDataFile(String dataFile) {
        request().dataFile = text(dataFile, "");
    }

    /** @return the text of an image table */
    public String getDataFileText() {
        return Util.fixEmpty(request().dataFileText);
    }

    @DataBoundSetter
    public void setDataFileText(String dataFileText) {
        request().dataFileText = Util.fixNull(dataFileText);
    }

    /** @return the image folder */
    public String getImages() {
        return Util.fixEmpty(request().images);
    }

    @DataBoundSetter
    public void setImages(String images) {
        request().images = text(images, "");
    }

    /** @return as whom images in S3 are read: {@code anonymous}, {@code requesterPays}, or null for the own identity */
    public String getS3Access() {
        return Util.fixEmpty(request().s3.s3Access);
    }

    @DataBoundSetter
    public void setS3Access(String s3Access) {
        request().s3.s3Access = text(s3Access, "");
    }

    /** @return a regular expression that makes the image table */
    public String getImagePattern() {
        return Util.fixEmpty(request().imagePattern);
    }

    @DataBoundSetter
    public void setImagePattern(String imagePattern) {
        request().imagePattern = text(imagePattern, "");
    }

    /** @return what the pipeline calls the channels of the image table, such as {@code DNA=w1,Actin=w2} */
    public String getChannels() {
        return Util.fixEmpty(request().channels);
    }

    @DataBoundSetter
    public void setChannels(String channels) {
        request().channels = text(channels, "");
    }

    /** @return the path of an illumination function, with channel and metadata keys in braces */
    public String getIllumination() {
        return Util.fixEmpty(request().illumination);
    }

    @DataBoundSetter
    public void setIllumination(String illumination) {
        request().illumination = text(illumination, "");
    }

    /** @return the output folder */
    public String getOutput() {
        return Util.fixEmpty(request().output);
    }

    @DataBoundSetter
    public void setOutput(String output) {
        request().output = text(output, "");
    }

    /** @return metadata keys, separated by commas */
    public String getGroupBy() {
        return Util.fixEmpty(request().groupBy);
    }

    @DataBoundSetter
    public void setGroupBy(String groupBy) {
        request().groupBy = text(groupBy, "");
    }

    /** @return how many groups a task has, one after the other */
    public int getGroupsPerTask() {
        return request().groupsPerTask;
    }

    @DataBoundSetter
    public void setGroupsPerTask(int groupsPerTask) {
        request().groupsPerTask = groupsPerTask;
    }

    /** @return whether each task reads a table of its own group only */
    public boolean isSlice() {
        return request().slice;
    }

    @DataBoundSetter
    public void setSlice(boolean slice) {
        request().slice = slice;
    }

    /** @return the command on the compute nodes */
    public String getCellprofiler() {
        return request().cellprofiler;
    }

    @DataBoundSetter
    public void setCellprofiler(String cellprofiler) {
        request().cellprofiler = text(cellprofiler, DEFAULTS.cellprofiler);
    }

    /** @return a folder of CellProfiler plugins */
    public String getPluginsDirectory() {
        return Util.fixEmpty(request().pluginsDirectory);
    }

    @DataBoundSetter
    public void setPluginsDirectory(String pluginsDirectory) {
        request().pluginsDirectory = text(pluginsDirectory, "");
    }

    /** @return the home of the tasks: own, user or a folder */
    public String getHome() {
        return Util.fixEmpty(request().home);
    }

    @DataBoundSetter
    public void setHome(String home) {
        request().home = text(home, "");
    }
}
