package io.jenkins.plugins.hummingbird.jenkins;

import hudson.EnvVars;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.hummingbird.jenkins.form.SkipDoneMode;
import io.jenkins.plugins.hummingbird.jenkins.form.SubmitDescriptor;
import io.jenkins.plugins.hummingbird.jenkins.run.JenkinsContext;
import io.jenkins.plugins.hummingbird.operation.Operation;
import io.jenkins.plugins.hummingbird.submit.Submission;
import java.time.Instant;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * {@code hummingbirdSubmit}: images and a CellProfiler pipeline become a Slurm job array, whose status is in the build
 * log and whose output is listed among the artifacts. The parameters here say how the tasks run.
 */
public final class SubmitStep extends AnalysisStep {
    private static final long serialVersionUID = 1L;

    private String partition;
    private int cpus = DEFAULTS.cpus;
    private String memory = DEFAULTS.memory;
    private String timeLimit = DEFAULTS.timeLimit;
    private int maxConcurrent;
    private String sbatchOptions;
    private Integer retries = DEFAULTS.retries;
    private Boolean skipDone = DEFAULTS.skipDone;
    private boolean trustUnchecked;
    private int keepAttempts = DEFAULTS.keepAttempts;
    private String expectedFiles;
    private long minFileSize = DEFAULTS.minFileSize;
    private String archive;
    private int maxFailed;
    private String onFailed = DEFAULTS.onFailed;
    private int timeoutMinutes = DEFAULTS.timeoutMinutes;

    @DataBoundConstructor
    public SubmitStep() {}

    private Object readResolve() {
        restoreDefaults();
        return this;
    }

    @Override
    void restoreDefaults() {
        super.restoreDefaults();
        cpus = cpus == 0 ? DEFAULTS.cpus : cpus;
        memory = text(memory, DEFAULTS.memory);
        timeLimit = text(timeLimit, DEFAULTS.timeLimit);
        if (retries == null) {
            retries = DEFAULTS.retries;
        }
        if (skipDone == null) {
            skipDone = DEFAULTS.skipDone;
        }
        keepAttempts = keepAttempts == 0 ? DEFAULTS.keepAttempts : keepAttempts;
        minFileSize = minFileSize == 0 ? DEFAULTS.minFileSize : minFileSize;
        onFailed = text(onFailed, DEFAULTS.onFailed);
        timeoutMinutes = timeoutMinutes == 0 ? DEFAULTS.timeoutMinutes : timeoutMinutes;
    }

    @Override
    String idPrefix() {
        return "submit";
    }

    @Override
    Operation<? super JenkinsContext> operation(String id, Instant now, EnvVars environment) {
        return new Submission(id, new RequestWriter(environment).request(this), now);
    }

    /** @return a Slurm partition */
    public String getPartition() {
        return partition;
    }

    @DataBoundSetter
    public void setPartition(String partition) {
        this.partition = Util.fixEmptyAndTrim(partition);
    }

    /** @return CPUs for each task */
    public int getCpus() {
        return cpus;
    }

    @DataBoundSetter
    public void setCpus(int cpus) {
        this.cpus = cpus;
    }

    /** @return memory for each task */
    public String getMemory() {
        return memory;
    }

    @DataBoundSetter
    public void setMemory(String memory) {
        this.memory = text(memory, DEFAULTS.memory);
    }

    /** @return time for each task */
    public String getTimeLimit() {
        return timeLimit;
    }

    @DataBoundSetter
    public void setTimeLimit(String timeLimit) {
        this.timeLimit = text(timeLimit, DEFAULTS.timeLimit);
    }

    /** @return how many tasks may run at one time; 0 for no limit */
    public int getMaxConcurrent() {
        return maxConcurrent;
    }

    @DataBoundSetter
    public void setMaxConcurrent(int maxConcurrent) {
        this.maxConcurrent = maxConcurrent;
    }

    /** @return more words for sbatch */
    public String getSbatchOptions() {
        return sbatchOptions;
    }

    @DataBoundSetter
    public void setSbatchOptions(String sbatchOptions) {
        this.sbatchOptions = Util.fixEmptyAndTrim(sbatchOptions);
    }

    /** @return how often a failed group is tried again */
    public int getRetries() {
        return retries;
    }

    @DataBoundSetter
    public void setRetries(int retries) {
        this.retries = retries;
    }

    /** @return which groups are left out that an earlier submission has done */
    public SkipDoneMode getSkipDone() {
        return !skipDone ? SkipDoneMode.no : trustUnchecked ? SkipDoneMode.trust : SkipDoneMode.yes;
    }

    @DataBoundSetter
    public void setSkipDone(SkipDoneMode mode) {
        skipDone = mode != SkipDoneMode.no;
        trustUnchecked = mode == SkipDoneMode.trust;
    }

    /** @return how many attempts of a group keep their results */
    public int getKeepAttempts() {
        return keepAttempts;
    }

    @DataBoundSetter
    public void setKeepAttempts(int keepAttempts) {
        this.keepAttempts = keepAttempts;
    }

    /** @return patterns of files that each group must have written, parted by commas */
    public String getExpectedFiles() {
        return expectedFiles;
    }

    @DataBoundSetter
    public void setExpectedFiles(String expectedFiles) {
        this.expectedFiles = Util.fixEmptyAndTrim(expectedFiles);
    }

    /** @return how large an expected file must be at least, in bytes */
    public long getMinFileSize() {
        return minFileSize;
    }

    @DataBoundSetter
    public void setMinFileSize(long minFileSize) {
        this.minFileSize = minFileSize;
    }

    /** @return patterns of output files that become artifacts, parted by commas */
    public String getArchive() {
        return archive;
    }

    @DataBoundSetter
    public void setArchive(String archive) {
        this.archive = Util.fixEmptyAndTrim(archive);
    }

    /** @return how many groups may fail */
    public int getMaxFailed() {
        return maxFailed;
    }

    @DataBoundSetter
    public void setMaxFailed(int maxFailed) {
        this.maxFailed = maxFailed;
    }

    /** @return FAILURE or UNSTABLE */
    public String getOnFailed() {
        return onFailed;
    }

    @DataBoundSetter
    public void setOnFailed(String onFailed) {
        this.onFailed = text(onFailed, DEFAULTS.onFailed);
    }

    /** @return how long the whole submission may take, in minutes */
    public int getTimeoutMinutes() {
        return timeoutMinutes;
    }

    @DataBoundSetter
    public void setTimeoutMinutes(int timeoutMinutes) {
        this.timeoutMinutes = timeoutMinutes;
    }

    /** Describes the step. */
    @Extension
    @Symbol("hummingbirdSubmit")
    public static final class DescriptorImpl extends SubmitDescriptor implements CustomDescribableModel {
        @Override
        public Map<String, Object> customInstantiate(Map<String, Object> arguments) {
            return SkipDoneMode.read(arguments);
        }

        @Override
        public UninstantiatedDescribable customUninstantiate(UninstantiatedDescribable step) {
            return step.withArguments(SkipDoneMode.write(step.getArguments()));
        }

        @Override
        public String getFunctionName() {
            return "hummingbirdSubmit";
        }

        @Override
        public String getDisplayName() {
            return Messages.SubmitStep_displayName();
        }
    }
}
