package io.jenkins.plugins.hummingbird.runner;

import groovy.lang.Closure;
import groovy.lang.Script;
import hudson.AbortException;
import hudson.ExtensionList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import jenkins.local.LocalBuild;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/**
 * What a Jenkinsfile can call: the class that it is compiled to extends this one. There are the steps of the plugin, and of
 * Jenkins' own the few that examples use.
 */
public abstract class PipelineScript extends Script {
    Path repository;
    LocalBuild build;
    BuildLog log;
    AtomicReference<CompletableFuture<Void>> abort;
    boolean onAgent;
    Declarative declarative;

    /** For parameters that the Jenkinsfile leaves out, by the name of the step. */
    Map<String, Map<String, String>> defaults = Map.of();

    /** Called by the Jenkinsfile. */
    public void pipeline(Closure<?> block) {
        declarative = new Declarative(block);
    }

    /** The step of this name. */
    public void script(Closure<?> body) throws Exception {
        log.step("script");
        log.block("script", "", body::call);
    }

    /** The step of this name. */
    public void echo(Object message) {
        log.step("echo");
        log.println(message);
    }

    /** The step of this name, to which somebody agrees at once. */
    public void input(Object message) {
        log.step("input");
        log.println(message);
    }

    /**
     * The step of this name. Jenkins reads from a checkout, or by a client of the SCM: an absolute path, one with .. and a
     * link lead to nothing outside of it.
     *
     * @throws AbortException when the file is not in the repository
     */
    public String readTrusted(Object path) throws IOException {
        log.step("readTrusted");
        Path relative = Path.of(path.toString());
        Path file = repository.resolve(relative);
        if (relative.isAbsolute()
                || Stream.of(path.toString().split("/")).anyMatch(".."::equals)
                || Files.exists(file) && !file.toRealPath().startsWith(repository.toRealPath())) {
            throw new AbortException("readTrusted: " + path + " references a file that is not inside " + repository);
        }
        if (!Files.isRegularFile(file)) {
            throw new AbortException("readTrusted: " + path + " not found in " + repository);
        }
        log.println("Obtained " + path + " from " + repository);
        return Files.readString(file);
    }

    /**
     * Called by Groovy for a call that finds no method.
     *
     * @return the result of the plugin's step of this name; may be null
     * @throws NoSuchMethodException when there is no such step
     * @throws Exception what the step failed with
     */
    public Object methodMissing(String name, Object arguments) throws Exception {
        Map<String, StepDescriptor> steps = new TreeMap<>();
        ExtensionList.lookup(StepDescriptor.class).forEach(step -> steps.put(step.getFunctionName(), step));
        StepDescriptor descriptor = steps.get(name);
        if (descriptor == null) {
            throw new NoSuchMethodException("this runner has no step '" + name
                    + "'; it has: echo, input, readTrusted, script, " + String.join(", ", steps.keySet()));
        }
        log.step(name);
        RunningStep running = new RunningStep(name, build, onAgent);
        for (Class<?> needed : descriptor.getRequiredContext()) {
            if (running.get(needed) == null) {
                throw new AbortException(
                        name + " needs a " + needed.getName() + ", which is not there; is it to run on an agent?");
            }
        }
        Object[] given = (Object[]) arguments;
        if (given.length > 1 || given.length == 1 && !(given[0] instanceof Map)) {
            throw new IllegalArgumentException(name + " takes arguments by name, as in the examples");
        }
        Map<Object, Object> named = new LinkedHashMap<>(defaults.getOrDefault(name, Map.of()));
        if (given.length > 0) {
            named.putAll((Map<?, ?>) given[0]);
        }
        return running.run(
                step(name, descriptor.clazz.asSubclass(Step.class), named).start(running), abort);
    }

    private static <S extends Step> Step step(String name, Class<S> type, Map<?, ?> arguments) throws Exception {
        return new DescribableArguments<>(name, type).instantiate(arguments);
    }
}
