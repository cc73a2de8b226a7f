package io.jenkins.plugins.hummingbird.runner;

import groovy.lang.Closure;
import groovy.lang.GroovyObjectSupport;
import groovy.lang.MissingPropertyException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a declarative Jenkinsfile says. It is read by running it: Groovy calls this object for each directive. What no
 * example uses is refused, and so is what lacks something that Jenkins requires.
 */
final class Declarative extends GroovyObjectSupport {
    final List<Map<?, ?>> parameters = new ArrayList<>();
    final List<Stage> stages = new ArrayList<>();

    /** The steps of each condition. */
    final Map<String, Closure<?>> post = new HashMap<>();

    private final String script;
    private String block = "Jenkinsfile";
    private boolean hasAgent;
    private Stage stage;

    /** A stage, as far as it is read. */
    static final class Stage {
        final String name;
        boolean onAgent;
        Closure<?> steps;

        /** Whether it runs; null where it always does. */
        Closure<?> expression;

        Stage(String name) {
            this.name = name;
        }
    }

    /** @throws IllegalArgumentException when it is refused; the message has the line, and says why */
    Declarative(Closure<?> pipeline) {
        script = pipeline.getThisObject().getClass().getName();
        read("pipeline", pipeline);
        require(hasAgent, "pipeline lacks 'agent'");
        require(!stages.isEmpty(), "pipeline lacks 'stages' with a stage");
    }

    private void read(String name, Object content) {
        Closure<?> closure = (Closure<?>) content;
        String around = block;
        block = name;
        closure.setDelegate(this);
        closure.setResolveStrategy(Closure.DELEGATE_ONLY);
        closure.call();
        block = around;
    }

    private void require(boolean so, String otherwise) {
        if (!so) {
            int line = StackWalker.getInstance()
                    .walk(all -> all.filter(frame -> frame.getClassName().startsWith(script))
                            .findFirst())
                    .map(StackWalker.StackFrame::getLineNumber)
                    .orElse(0);
            throw new IllegalArgumentException("line " + line + ": " + otherwise);
        }
    }

    @Override
    public Object invokeMethod(String name, Object given) {
        Object[] arguments = (Object[]) given;
        Object last = arguments.length == 0 ? null : arguments[arguments.length - 1];
        boolean known = true;
        try {
            switch (block + " " + name) {
                case "options disableConcurrentBuilds", "triggers cron", "when beforeAgent" -> {}
                case "pipeline options",
                        "pipeline parameters",
                        "pipeline post",
                        "pipeline stages",
                        "pipeline triggers" -> read(name, last);
                case "pipeline agent" -> hasAgent = known = "none".equals(last);
                case "parameters choice", "parameters string" -> parameters.add((Map<?, ?>) last);
                case "post always", "post failure", "post unstable" -> post.put(name, (Closure<?>) last);
                case "stages stage" -> {
                    stage = new Stage(arguments[0].toString());
                    read(name, last);
                    require(stage.steps != null, "stage lacks 'steps'");
                    stages.add(stage);
                }
                case "stage agent" -> stage.onAgent = known = "any".equals(last);
                case "stage when" -> {
                    read(name, last);
                    require(stage.expression != null, "when lacks 'expression'");
                }
                case "stage steps" -> stage.steps = (Closure<?>) last;
                case "when expression" -> stage.expression = (Closure<?>) last;
                default -> known = false;
            }
        } catch (ClassCastException e) {
            known = false;
        }
        require(known, "the runner knows no such '" + name + "' in " + block + ", for no example has it");
        return null;
    }

    @Override
    public Object getProperty(String name) {
        if (block.equals("pipeline") && name.equals("none") || block.equals("stage") && name.equals("any")) {
            return name;
        }
        throw new MissingPropertyException(name, Declarative.class);
    }
}
