package io.jenkins.plugins.hummingbird.jenkins;

import hudson.EnvVars;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.hummingbird.jenkins.controller.GlobalSettings;
import io.jenkins.plugins.hummingbird.jenkins.form.SkipDoneMode;
import io.jenkins.plugins.hummingbird.jenkins.form.SubmitDescriptor;
import io.jenkins.plugins.hummingbird.jenkins.run.JenkinsContext;
import io.jenkins.plugins.hummingbird.operation.Operation;
import io.jenkins.plugins.hummingbird.submit.Submission;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.io.IOException;
import java.io.ObjectInputStream;
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
public final class SubmitStep extends ResultsStep {
    private static final long serialVersionUID = 1L;

    @DataBoundConstructor
    public SubmitStep() {}

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        FlatFields.read(in, deserialized());
    }

    /** @return the parameters as an operation gets them, see {@link #operation} */
    SubmitRequest request(EnvVars environment) {
        return GlobalSettings.get().completed(SubmitRequest.PARAMETERS.expanded(request(), variables(environment)));
    }

    @Override
    String idPrefix() {
        return "submit";
    }

    @Override
    Operation<? super JenkinsContext> operation(String id, Instant now, EnvVars environment) {
        return new Submission(id, request(environment), now);
    }

    /** @return a Slurm partition */
    public String getPartition() {
        return Util.fixEmpty(request().partition);
    }

    @DataBoundSetter
    public void setPartition(String partition) {
        request().partition = text(partition, "");
    }

    /** @return CPUs for each task */
    public int getCpus() {
        return request().cpus;
    }

    @DataBoundSetter
    public void setCpus(int cpus) {
        request().cpus = cpus;
    }

    /** @return memory for each task */
    public String getMemory() {
        return request().memory;
    }

    @DataBoundSetter
    public void setMemory(String memory) {
        request().memory = text(memory, DEFAULTS.memory);
    }

    /** @return time for each task */
    public String getTimeLimit() {
        return request().timeLimit;
    }

    @DataBoundSetter
    public void setTimeLimit(String timeLimit) {
        request().timeLimit = text(timeLimit, DEFAULTS.timeLimit);
    }

    /** @return how many groups to run; 0 for all */
    public int getSample() {
        return request().sample;
    }

    @DataBoundSetter
    public void setSample(int sample) {
        request().sample = sample;
    }

    /** @return how many tasks may run at one time; 0 for no limit */
    public int getMaxConcurrent() {
        return request().maxConcurrent;
    }

    @DataBoundSetter
    public void setMaxConcurrent(int maxConcurrent) {
        request().maxConcurrent = maxConcurrent;
    }

    /** @return more words for sbatch */
    public String getSbatchOptions() {
        return Util.fixEmpty(request().sbatchOptions);
    }

    @DataBoundSetter
    public void setSbatchOptions(String sbatchOptions) {
        request().sbatchOptions = text(sbatchOptions, "");
    }

    /** @return how often a failed group is tried again */
    public int getRetries() {
        return request().retries;
    }

    @DataBoundSetter
    public void setRetries(int retries) {
        request().retries = retries;
    }

    /** @return which groups are left out that an earlier submission has done */
    public SkipDoneMode getSkipDone() {
        if (!request().skipDone) {
            return SkipDoneMode.no;
        }
        return request().trustUnchecked ? SkipDoneMode.trust : SkipDoneMode.yes;
    }

    @DataBoundSetter
    public void setSkipDone(SkipDoneMode mode) {
        request().skipDone = mode != SkipDoneMode.no;
        request().trustUnchecked = mode == SkipDoneMode.trust;
    }

    /** @return how many attempts of a group keep their results */
    public int getKeepAttempts() {
        return request().keepAttempts;
    }

    @DataBoundSetter
    public void setKeepAttempts(int keepAttempts) {
        request().keepAttempts = keepAttempts;
    }

    /** @return how many groups may fail */
    public int getMaxFailed() {
        return request().maxFailed;
    }

    @DataBoundSetter
    public void setMaxFailed(int maxFailed) {
        request().maxFailed = maxFailed;
    }

    /** @return FAILURE or UNSTABLE */
    public String getOnFailed() {
        return request().onFailed;
    }

    @DataBoundSetter
    public void setOnFailed(String onFailed) {
        request().onFailed = text(onFailed, DEFAULTS.onFailed);
    }

    /** @return how long the whole submission may take, in minutes */
    public int getTimeoutMinutes() {
        return request().timeoutMinutes;
    }

    @DataBoundSetter
    public void setTimeoutMinutes(int timeoutMinutes) {
        request().timeoutMinutes = timeoutMinutes;
    }

    /** Found by Jenkins by its name. */
    public static final class ConverterImpl extends StepConverter<SubmitStep> {
        public ConverterImpl() {
            super(SubmitStep.class, SubmitStep::new);
        }
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
