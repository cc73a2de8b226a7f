package io.jenkins.plugins.hummingbird.runner;

import groovy.lang.GroovyObjectSupport;
import hudson.AbortException;
import hudson.FilePath;
import hudson.model.Result;
import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** Runs a declarative Pipeline: its stages one after the other, then what stands in post. */
final class Pipeline {
    private final Section pipeline;
    private final BuildContext build;
    private final Path workspace;
    private Throwable failure;

    /** @param workspace what an agent works in */
    Pipeline(Section pipeline, BuildContext build, Path workspace) {
        this.pipeline = pipeline;
        this.build = build;
        this.workspace = workspace;
    }

    /**
     * The values of the Pipeline's parameters: those given, for the others their defaults.
     *
     * @throws AbortException when one is given that it does not have, or a value that is no choice
     */
    Map<String, String> parameters(Map<String, String> given) throws AbortException {
        Map<String, String> values = new LinkedHashMap<>();
        for (Section definitions : pipeline.all("parameters")) {
            for (Section definition : definitions.all()) {
                String name = definition.named("name").toString();
                values.put(name, defaultValue(definition, given.get(name)));
            }
        }
        Set<String> names = values.keySet();
        for (String name : given.keySet()) {
            if (!names.contains(name)) {
                throw new AbortException(
                        "the Jenkinsfile has no parameter " + name + "; it has: " + String.join(", ", names));
            }
        }
        values.putAll(given);
        return values;
    }

    private static String defaultValue(Section definition, String given) throws AbortException {
        if (definition.name().equals("string")) {
            Object value = definition.named("defaultValue");
            return value == null ? "" : value.toString();
        }
        List<?> choices = (List<?>) definition.named("choices");
        if (given != null && !choices.contains(given)) {
            throw new AbortException(definition.named("name") + " cannot be '" + given + "'; it is one of " + choices);
        }
        return choices.get(0).toString();
    }

    /** Runs it to its end; the build has the result. Returns what made it fail, or null. */
    Throwable run() {
        build.log().pipeline("Start of Pipeline");
        attempt(() -> within(pipeline, () -> {
            for (Section stage : pipeline.first("stages").orElseThrow().all("stage")) {
                attempt(() -> build.log().block("stage", stage.text(), () -> run(stage)));
            }
            runPost();
        }));
        build.log().pipeline("End of Pipeline");
        return failure;
    }

    private void run(Section stage) throws Exception {
        if (failure != null) {
            build.log().println("Stage \"" + stage.text() + "\" skipped due to earlier failure(s)");
        } else if (!stage.first("when")
                .flatMap(when -> when.first("expression"))
                .map(Section::isTrue)
                .orElse(true)) {
            build.log().println("Stage \"" + stage.text() + "\" skipped due to when conditional");
        } else {
            within(stage, () -> stage.first("steps").orElseThrow().runSteps());
        }
    }

    private void runPost() throws Exception {
        List<Section> due = pipeline.first("post").stream()
                .flatMap(post -> Grammar.CONDITIONS.stream().flatMap(condition -> post.all(condition).stream()))
                .filter(this::isDue)
                .toList();
        if (!due.isEmpty()) {
            build.log().block("stage", "Declarative: Post Actions", () -> {
                for (Section condition : due) {
                    attempt(condition::runSteps);
                }
            });
        }
    }

    private boolean isDue(Section condition) {
        return condition.name().equals("always")
                || condition
                        .name()
                        .equalsIgnoreCase(build.build().currentResult().toString());
    }

    /** Runs something with the agent and the environment of the pipeline or a stage. */
    private void within(Section section, BuildLog.Body body) throws Exception {
        boolean agent =
                section.first("agent").filter(one -> one.text().equals("any")).isPresent();
        if (agent) {
            onAgent(() -> withEnvironment(section, body));
        } else {
            withEnvironment(section, body);
        }
    }

    private void onAgent(BuildLog.Body body) throws Exception {
        build.log().pipeline("node");
        build.log().println("Running on Jenkins in " + workspace);
        build.setWorkspace(new FilePath(new File(workspace.toString())));
        try {
            build.log().inBraces("node", "", body);
        } finally {
            build.setWorkspace(null);
        }
    }

    private void withEnvironment(Section section, BuildLog.Body body) throws Exception {
        List<Section> environment = section.all("environment");
        if (environment.isEmpty()) {
            body.run();
            return;
        }
        Map<String, String> before = new LinkedHashMap<>(build.variables());
        environment.forEach(one -> one.run(new Assignments()));
        try {
            build.log().block("withEnv", "", body);
        } finally {
            build.variables().clear();
            build.variables().putAll(before);
        }
    }

    /** Keeps the first failure; the result is the worst of all. */
    private void attempt(BuildLog.Body body) {
        try {
            body.run();
        } catch (Exception | AssertionError | LinkageError e) {
            build.build().setResult(e instanceof FlowInterruptedException stop ? stop.getResult() : Result.FAILURE);
            if (failure == null) {
                failure = e;
            } else {
                build.log().error(e.toString());
            }
        }
    }

    /** What an environment block assigns to. */
    private final class Assignments extends GroovyObjectSupport {
        @Override
        public void setProperty(String name, Object value) {
            build.variables().put(name, value.toString());
        }
    }
}
