package io.jenkins.plugins.hummingbird.runner;

import groovy.lang.Closure;
import hudson.model.Result;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.codehaus.groovy.runtime.typehandling.DefaultTypeTransformation;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** Runs a declarative Pipeline: its stages one after the other, then what stands in post. */
final class Pipeline {
    private final PipelineScript script;
    private final BuildLog log;
    private Throwable failure;

    /** @param script has been read */
    Pipeline(PipelineScript script) {
        this.script = script;
        log = script.log;
    }

    /**
     * The values of the Pipeline's parameters: those given, for the others their defaults.
     *
     * @throws IllegalArgumentException when one is given that it does not have, or a value that is no choice
     */
    Map<String, String> parameters(Map<String, String> given) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Map<?, ?> parameter : script.declarative.parameters) {
            String name = parameter.get("name").toString();
            List<?> choices = (List<?>) parameter.get("choices");
            Object usual = choices == null ? parameter.get("defaultValue") : choices.get(0);
            values.put(name, given.getOrDefault(name, usual == null ? "" : usual.toString()));
            if (choices != null && !choices.contains(values.get(name))) {
                throw new IllegalArgumentException(
                        name + " cannot be '" + values.get(name) + "'; it is one of " + choices);
            }
        }
        for (String name : given.keySet()) {
            if (!values.containsKey(name)) {
                throw new IllegalArgumentException(
                        "the Jenkinsfile has no parameter " + name + "; it has: " + String.join(", ", values.keySet()));
            }
        }
        return values;
    }

    /** Runs it to its end; the build has the result. Returns what made it fail, or null. */
    Throwable run() {
        log.step("Start of Pipeline");
        for (Declarative.Stage stage : script.declarative.stages) {
            attempt(() -> stage(stage.name, () -> run(stage)));
        }
        // in the order in which Jenkins looks at the conditions
        List<String> due = Stream.of("always", "failure", "unstable")
                .filter(script.declarative.post::containsKey)
                .filter(name -> name.equals("always") || name.equalsIgnoreCase("" + script.build.getResult()))
                .toList();
        if (!due.isEmpty()) {
            attempt(() -> stage(
                    "Declarative: Post Actions",
                    () -> due.forEach(name -> attempt(() -> call(script.declarative.post.get(name))))));
        }
        log.step("End of Pipeline");
        return failure;
    }

    private void stage(String name, BuildLog.Body body) throws Exception {
        log.step("stage");
        log.block("stage", name, body);
    }

    private void run(Declarative.Stage stage) throws Exception {
        if (failure != null) {
            log.println("Stage \"" + stage.name + "\" skipped due to earlier failure(s)");
        } else if (stage.expression != null && !DefaultTypeTransformation.castToBoolean(call(stage.expression))) {
            log.println("Stage \"" + stage.name + "\" skipped due to when conditional");
        } else if (stage.onAgent) {
            log.step("node");
            log.println("Running on Jenkins in " + script.build.getWorkspace().getRemote());
            script.onAgent = true;
            try {
                log.block("node", "", () -> call(stage.steps));
            } finally {
                script.onAgent = false;
            }
        } else {
            call(stage.steps);
        }
    }

    /** Runs a block of steps or of Groovy: what it calls is looked for in the script, not in the directives around it. */
    private Object call(Closure<?> block) {
        block.setDelegate(script);
        block.setResolveStrategy(Closure.DELEGATE_ONLY);
        return block.call();
    }

    /** Keeps the first failure; the result is the worst of all. */
    private void attempt(BuildLog.Body body) {
        try {
            body.run();
        } catch (Exception | AssertionError | LinkageError e) {
            script.build.setResult(e instanceof FlowInterruptedException stop ? stop.getResult() : Result.FAILURE);
            if (failure == null) {
                failure = e;
            } else {
                script.build.listener().error(e.toString());
            }
        }
    }
}
