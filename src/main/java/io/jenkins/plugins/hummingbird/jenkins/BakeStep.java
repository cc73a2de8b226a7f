package io.jenkins.plugins.hummingbird.jenkins;

import hudson.EnvVars;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.hummingbird.image.Bake;
import io.jenkins.plugins.hummingbird.image.state.BakeRequest;
import io.jenkins.plugins.hummingbird.jenkins.controller.GlobalSettings;
import io.jenkins.plugins.hummingbird.jenkins.form.BakeDescriptor;
import io.jenkins.plugins.hummingbird.jenkins.run.JenkinsContext;
import io.jenkins.plugins.hummingbird.operation.Operation;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.time.Instant;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * {@code hummingbirdBakeAmi}: an official image of ParallelCluster and CellProfiler become an AMI. The parameters here
 * say what is in it.
 */
public final class BakeStep extends InstanceStep {
    private static final long serialVersionUID = 1L;

    /** @param name of the AMI; may be null, which the bake refuses */
    @DataBoundConstructor
    public BakeStep(String name) {
        request().name = text(name, "");
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        FlatFields.read(in, deserialized());
    }

    /** @return the parameters as an operation gets them, see {@link #operation} */
    BakeRequest request(EnvVars environment) {
        BakeRequest request = BakeRequest.PARAMETERS.expanded(request(), variables(environment));
        request.recipe = request.recipe.equals(BakeDescriptor.NO_RECIPE) ? "" : request.recipe;
        GlobalSettings.get().completed(request.aws);
        return request;
    }

    @Override
    String idPrefix() {
        return "bake";
    }

    @Override
    Operation<? super JenkinsContext> operation(String id, Instant now, EnvVars environment) {
        return new Bake(id, request(environment), now);
    }

    /** @return the AMI's name; null when not set, like all texts here without a default */
    public String getName() {
        return Util.fixEmpty(request().name);
    }

    /** @return the operating system, as in a cluster configuration */
    public String getOs() {
        return request().os;
    }

    @DataBoundSetter
    public void setOs(String os) {
        request().os = text(os, DEFAULTS.os);
    }

    /** @return {@code x86_64} or {@code arm64} */
    public String getArchitecture() {
        return request().architecture;
    }

    @DataBoundSetter
    public void setArchitecture(String architecture) {
        request().architecture = text(architecture, DEFAULTS.architecture);
    }

    /** @return a release of ParallelCluster */
    public String getParallelClusterVersion() {
        return Util.fixEmpty(request().parallelClusterVersion);
    }

    @DataBoundSetter
    public void setParallelClusterVersion(String parallelClusterVersion) {
        request().parallelClusterVersion = text(parallelClusterVersion, "");
    }

    /** @return an image to bake upon in place of an official one */
    public String getBaseAmi() {
        return Util.fixEmpty(request().baseAmi);
    }

    @DataBoundSetter
    public void setBaseAmi(String baseAmi) {
        request().baseAmi = text(baseAmi, "");
    }

    /** @return {@code cellprofiler} or {@code none}; never null */
    public String getRecipe() {
        return request().recipe;
    }

    /** @param recipe empty for {@code none} */
    @DataBoundSetter
    public void setRecipe(String recipe) {
        request().recipe = text(recipe, BakeDescriptor.NO_RECIPE);
    }

    /** @return the version that the recipe installs */
    public String getCellProfilerVersion() {
        return request().cellProfilerVersion;
    }

    @DataBoundSetter
    public void setCellProfilerVersion(String cellProfilerVersion) {
        request().cellProfilerVersion = text(cellProfilerVersion, DEFAULTS.cellProfilerVersion);
    }

    /** @return the text of a shell script */
    public String getScript() {
        return Util.fixEmpty(request().script);
    }

    @DataBoundSetter
    public void setScript(String script) {
        request().script = Util.fixNull(script);
    }

    /** @return the path of a shell script in the workspace */
    public String getScriptFile() {
        return Util.fixEmpty(request().scriptFile);
    }

    @DataBoundSetter
    public void setScriptFile(String scriptFile) {
        request().scriptFile = text(scriptFile, "");
    }

    /** @return an index of Python packages in place of PyPI */
    public String getPipIndexUrl() {
        return Util.fixEmpty(request().pipIndexUrl);
    }

    @DataBoundSetter
    public void setPipIndexUrl(String pipIndexUrl) {
        request().pipIndexUrl = text(pipIndexUrl, "");
    }

    /** @return a proxy for the packages of the system */
    public String getPackageProxy() {
        return Util.fixEmpty(request().packageProxy);
    }

    @DataBoundSetter
    public void setPackageProxy(String packageProxy) {
        request().packageProxy = text(packageProxy, "");
    }

    /** @return a mirror of Python's archive, or the path of a Python 3.9 on the base image */
    public String getPythonSource() {
        return Util.fixEmpty(request().pythonSource);
    }

    @DataBoundSetter
    public void setPythonSource(String pythonSource) {
        request().pythonSource = text(pythonSource, "");
    }

    /** @return lines, or parts between commas, {@code key=value} */
    public String getTags() {
        return Util.fixEmpty(request().tags);
    }

    @DataBoundSetter
    public void setTags(String tags) {
        request().tags = text(tags, "");
    }

    /** @return whether an AMI that was built from identical inputs is reused */
    public boolean isReuse() {
        return request().reuse;
    }

    @DataBoundSetter
    public void setReuse(boolean reuse) {
        request().reuse = reuse;
    }

    /** @return whether the instance of a bake that failed is kept */
    public boolean isKeepOnFailure() {
        return request().keepOnFailure;
    }

    @DataBoundSetter
    public void setKeepOnFailure(boolean keepOnFailure) {
        request().keepOnFailure = keepOnFailure;
    }

    /** @return how long the whole bake may take, in minutes */
    public int getTimeoutMinutes() {
        return request().timeoutMinutes;
    }

    @DataBoundSetter
    public void setTimeoutMinutes(int timeoutMinutes) {
        request().timeoutMinutes = timeoutMinutes;
    }

    /** Found by Jenkins by its name. */
    public static final class ConverterImpl extends StepConverter<BakeStep> {
        public ConverterImpl() {
            super(BakeStep.class, () -> new BakeStep(null));
        }
    }

    /** Describes the step. */
    @Extension
    @Symbol("hummingbirdBakeAmi")
    public static final class DescriptorImpl extends BakeDescriptor {
        @Override
        public String getFunctionName() {
            return "hummingbirdBakeAmi";
        }

        @Override
        public String getDisplayName() {
            return Messages.BakeStep_displayName();
        }
    }
}
