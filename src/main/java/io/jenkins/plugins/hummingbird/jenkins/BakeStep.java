package io.jenkins.plugins.hummingbird.jenkins;

import hudson.EnvVars;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.hummingbird.image.Bake;
import io.jenkins.plugins.hummingbird.jenkins.form.BakeDescriptor;
import io.jenkins.plugins.hummingbird.jenkins.run.JenkinsContext;
import io.jenkins.plugins.hummingbird.operation.Operation;
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

    private final String name;
    private String os = DEFAULTS.os;
    private String architecture = DEFAULTS.architecture;
    private String parallelClusterVersion;
    private String baseAmi;
    private String recipe = DEFAULTS.recipe;
    private String cellProfilerVersion = DEFAULTS.cellProfilerVersion;
    private String script;
    private String scriptFile;
    private String pipIndexUrl;
    private String packageProxy;
    private String pythonSource;
    private String tags;
    private Boolean reuse = DEFAULTS.reuse;
    private boolean keepOnFailure = DEFAULTS.keepOnFailure;
    private int timeoutMinutes = DEFAULTS.timeoutMinutes;

    /** @param name of the AMI; may be null, which the bake refuses */
    @DataBoundConstructor
    public BakeStep(String name) {
        this.name = Util.fixEmptyAndTrim(name);
    }

    private Object readResolve() {
        restoreDefaults();
        return this;
    }

    @Override
    void restoreDefaults() {
        super.restoreDefaults();
        os = text(os, DEFAULTS.os);
        architecture = text(architecture, DEFAULTS.architecture);
        recipe = recipe == null ? DEFAULTS.recipe : recipe;
        cellProfilerVersion = text(cellProfilerVersion, DEFAULTS.cellProfilerVersion);
        if (reuse == null) {
            reuse = DEFAULTS.reuse;
        }
        timeoutMinutes = timeoutMinutes == 0 ? DEFAULTS.timeoutMinutes : timeoutMinutes;
    }

    @Override
    String idPrefix() {
        return "bake";
    }

    @Override
    Operation<? super JenkinsContext> operation(String id, Instant now, EnvVars environment) {
        return new Bake(id, new RequestWriter(environment).request(this), now);
    }

    /** @return the AMI's name; null when not set, like all texts here without a default */
    public String getName() {
        return name;
    }

    /** @return the operating system, as in a cluster configuration */
    public String getOs() {
        return os;
    }

    @DataBoundSetter
    public void setOs(String os) {
        this.os = text(os, DEFAULTS.os);
    }

    /** @return {@code x86_64} or {@code arm64} */
    public String getArchitecture() {
        return architecture;
    }

    @DataBoundSetter
    public void setArchitecture(String architecture) {
        this.architecture = text(architecture, DEFAULTS.architecture);
    }

    /** @return a release of ParallelCluster */
    public String getParallelClusterVersion() {
        return parallelClusterVersion;
    }

    @DataBoundSetter
    public void setParallelClusterVersion(String parallelClusterVersion) {
        this.parallelClusterVersion = Util.fixEmptyAndTrim(parallelClusterVersion);
    }

    /** @return an image to bake upon in place of an official one */
    public String getBaseAmi() {
        return baseAmi;
    }

    @DataBoundSetter
    public void setBaseAmi(String baseAmi) {
        this.baseAmi = Util.fixEmptyAndTrim(baseAmi);
    }

    /** @return {@code cellprofiler} or {@code none}; never null */
    public String getRecipe() {
        return recipe;
    }

    /** @param recipe empty for {@code none} */
    @DataBoundSetter
    public void setRecipe(String recipe) {
        this.recipe = text(recipe, BakeDescriptor.NO_RECIPE);
    }

    /** @return the version that the recipe installs */
    public String getCellProfilerVersion() {
        return cellProfilerVersion;
    }

    @DataBoundSetter
    public void setCellProfilerVersion(String cellProfilerVersion) {
        this.cellProfilerVersion = text(cellProfilerVersion, DEFAULTS.cellProfilerVersion);
    }

    /** @return the text of a shell script */
    public String getScript() {
        return script;
    }

    @DataBoundSetter
    public void setScript(String script) {
        this.script = Util.fixEmpty(script);
    }

    /** @return the path of a shell script in the workspace */
    public String getScriptFile() {
        return scriptFile;
    }

    @DataBoundSetter
    public void setScriptFile(String scriptFile) {
        this.scriptFile = Util.fixEmptyAndTrim(scriptFile);
    }

    /** @return an index of Python packages in place of PyPI */
    public String getPipIndexUrl() {
        return pipIndexUrl;
    }

    @DataBoundSetter
    public void setPipIndexUrl(String pipIndexUrl) {
        this.pipIndexUrl = Util.fixEmptyAndTrim(pipIndexUrl);
    }

    /** @return a proxy for the packages of the system */
    public String getPackageProxy() {
        return packageProxy;
    }

    @DataBoundSetter
    public void setPackageProxy(String packageProxy) {
        this.packageProxy = Util.fixEmptyAndTrim(packageProxy);
    }

    /** @return a mirror of Python's archive, or the path of a Python 3.9 on the base image */
    public String getPythonSource() {
        return pythonSource;
    }

    @DataBoundSetter
    public void setPythonSource(String pythonSource) {
        this.pythonSource = Util.fixEmptyAndTrim(pythonSource);
    }

    /** @return lines, or parts between commas, {@code key=value} */
    public String getTags() {
        return tags;
    }

    @DataBoundSetter
    public void setTags(String tags) {
        this.tags = Util.fixEmptyAndTrim(tags);
    }

    /** @return whether an AMI that was made of the same is returned in place of a new one */
    public boolean isReuse() {
        return reuse;
    }

    @DataBoundSetter
    public void setReuse(boolean reuse) {
        this.reuse = reuse;
    }

    /** @return whether the instance of a bake that failed is kept */
    public boolean isKeepOnFailure() {
        return keepOnFailure;
    }

    @DataBoundSetter
    public void setKeepOnFailure(boolean keepOnFailure) {
        this.keepOnFailure = keepOnFailure;
    }

    /** @return how long the whole bake may take, in minutes */
    public int getTimeoutMinutes() {
        return timeoutMinutes;
    }

    @DataBoundSetter
    public void setTimeoutMinutes(int timeoutMinutes) {
        this.timeoutMinutes = timeoutMinutes;
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
