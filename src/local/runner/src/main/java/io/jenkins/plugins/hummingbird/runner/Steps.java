package io.jenkins.plugins.hummingbird.runner;

import groovy.lang.Closure;
import hudson.AbortException;
import hudson.ExtensionList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** The steps that a Jenkinsfile can call: those of the plugin, and of Jenkins' own the few that examples use. */
final class Steps {
    private static final Set<String> OF_JENKINS = Set.of("echo", "readTrusted", "script");

    private final BuildContext build;
    private final Path repository;
    private final Interruption interruption;

    /** @param repository where readTrusted reads */
    Steps(BuildContext build, Path repository, Interruption interruption) {
        this.build = build;
        this.repository = repository;
        this.interruption = interruption;
    }

    static Set<String> names() {
        Set<String> names = new TreeSet<>(OF_JENKINS);
        ExtensionList.lookup(StepDescriptor.class).forEach(step -> names.add(step.getFunctionName()));
        return names;
    }

    /**
     * Runs a step to its end.
     *
     * @return its result; may be null
     * @throws NoSuchMethodException when this runner has no such step
     * @throws Exception what the step failed with
     */
    Object call(String name, Object... arguments) throws Exception {
        switch (name) {
            case "script" ->
                build.log().block(name, "", () -> only(name, Closure.class, arguments)
                        .call());
            case "echo" -> {
                build.log().pipeline(name);
                build.log().println(only(name, Object.class, arguments).toString());
            }
            case "readTrusted" -> {
                build.log().pipeline(name);
                return read(only(name, CharSequence.class, arguments).toString());
            }
            default -> {
                return run(find(name), arguments);
            }
        }
        return null;
    }

    private static <T> T only(String step, Class<T> type, Object... arguments) {
        if (arguments.length != 1 || !type.isInstance(arguments[0])) {
            throw new IllegalArgumentException(step + " takes one argument");
        }
        return type.cast(arguments[0]);
    }

    private String read(String path) throws IOException {
        Path file = repository.resolve(path).normalize();
        if (!file.startsWith(repository) || !Files.isRegularFile(file)) {
            throw new AbortException("readTrusted: there is no file " + path + " in " + repository);
        }
        build.log().println("Obtained " + path + " from " + repository);
        return Files.readString(file);
    }

    private static StepDescriptor find(String name) throws NoSuchMethodException {
        return ExtensionList.lookup(StepDescriptor.class).stream()
                .filter(step -> step.getFunctionName().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchMethodException(
                        "this runner has no step '" + name + "'; it has: " + String.join(", ", names())));
    }

    private Object run(StepDescriptor descriptor, Object... arguments) throws Exception {
        String name = descriptor.getFunctionName();
        interruption.check();
        build.log().pipeline(name);
        for (Class<?> needed : descriptor.getRequiredContext()) {
            if (build.get(needed) == null) {
                throw new AbortException(
                        name + " needs a " + needed.getName() + ", which is not there; is it to run on an agent?");
            }
        }
        RunningStep running = new RunningStep(name, build);
        StepExecution execution = new StepArguments(name, descriptor.clazz)
                .instantiate(List.of(arguments))
                .start(running);
        if (execution.start() && !running.hasEnded()) {
            throw new IllegalStateException(name + " says that it has ended, but neither with a success nor a failure");
        }
        interruption.begun(execution);
        try {
            return running.await();
        } finally {
            interruption.ended();
        }
    }
}
