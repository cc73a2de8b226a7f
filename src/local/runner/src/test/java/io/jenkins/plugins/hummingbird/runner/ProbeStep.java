package io.jenkins.plugins.hummingbird.runner;

import hudson.AbortException;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A step that ends in the way that it is told to. Its result is a map of what it was given and found. */
public final class ProbeStep extends Step {
    final String end;
    String text = "unset";
    int number = -1;
    long size = -1;
    boolean flag;
    TimeUnit unit;

    @DataBoundConstructor
    public ProbeStep(String end) {
        this.end = end;
    }

    @DataBoundSetter
    public void setText(String text) {
        this.text = text;
    }

    @DataBoundSetter
    public void setNumber(int number) {
        if (number == 13) {
            throw new IllegalStateException("the step itself wants no 13");
        }
        this.number = number;
    }

    @DataBoundSetter
    public void setSize(long size) {
        this.size = size;
    }

    @DataBoundSetter
    public void setFlag(boolean flag) {
        this.flag = flag;
    }

    @DataBoundSetter
    public void setUnit(TimeUnit unit) {
        this.unit = unit;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(this, context);
    }

    private static final class Execution extends StepExecution {
        private static final long serialVersionUID = 1L;

        private final transient ProbeStep step;

        Execution(ProbeStep step, StepContext context) {
            super(context);
            this.step = step;
        }

        @Override
        public boolean start() throws Exception {
            StepContext context = getContext();
            switch (step.end) {
                case "success" -> context.onSuccess(found());
                case "later" -> new Thread(() -> context.onSuccess(Map.of())).start();
                case "failure" -> context.onFailure(new AbortException("as told"));
                case "throw" -> throw new AbortException("thrown as told");
                case "unstable" -> {
                    context.get(Run.class).setResult(Result.UNSTABLE);
                    context.onSuccess(null);
                }
                case "twice" -> {
                    context.onSuccess(null);
                    try {
                        context.onFailure(new AbortException("the second"));
                    } catch (IllegalStateException e) {
                        context.get(TaskListener.class).getLogger().println("told so");
                    }
                }
                case "nothing" -> {
                    return true;
                }
                case "stop" -> context.get(TaskListener.class).getLogger().println("waits for a stop");
                default -> throw new IllegalArgumentException(step.end);
            }
            return false;
        }

        private Map<String, Object> found() throws Exception {
            Map<String, Object> found = new LinkedHashMap<>();
            found.put("number", step.number);
            FilePath workspace = getContext().get(FilePath.class);
            found.put("workspace", workspace == null ? "none" : workspace.getRemote());
            found.put("launcher", getContext().get(Launcher.class) != null);
            found.put("build", getContext().get(Run.class).getExternalizableId());
            return found;
        }
    }

    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "probe";
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, TaskListener.class);
        }
    }
}
