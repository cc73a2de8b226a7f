package io.jenkins.plugins.hummingbird.runner;

import groovy.lang.Closure;
import groovy.lang.Script;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.Step;

/**
 * The class that a script is compiled to extends this one, which knows of each call how deep it stands and with what it was
 * made. The plugin's steps are made of their arguments, and not run.
 */
public abstract class ScriptRecorder extends Script {
    /** The calls in their order, such as {@code node/hummingbirdCluster create}. */
    final List<String> calls = new ArrayList<>();

    /** The steps of the plugin by their names. */
    Map<String, Class<? extends Step>> steps = Map.of();

    /** What the steps answer, by the beginning of the call; a text is what the step fails with. */
    final Map<String, Object> answers = new LinkedHashMap<>();

    private final List<String> around = new ArrayList<>();

    /** Called by Groovy for a call that finds no method. */
    public Object methodMissing(String name, Object given) throws Exception {
        List<Object> arguments = new ArrayList<>(Arrays.asList((Object[]) given));
        Closure<?> body = arguments.isEmpty() || !(arguments.get(arguments.size() - 1) instanceof Closure<?> closure)
                ? null
                : closure;
        if (body != null) {
            return within(name, body);
        }
        String call = String.join("/", around) + (around.isEmpty() ? "" : "/") + name;
        if (steps.containsKey(name)) {
            new DescribableArguments<>(name, steps.get(name)).instantiate((Map<?, ?>) arguments.get(0));
            Object action = ((Map<?, ?>) arguments.get(0)).get("action");
            call += action == null ? "" : " " + action;
            calls.add(call);
        }
        Object answer = answers.get(call);
        if (answer instanceof String failure) {
            throw new IllegalStateException(failure);
        }
        return answer == null ? name : answer;
    }

    private Object within(String name, Closure<?> body) {
        if (!name.equals("node")) {
            return body.call();
        }
        around.add(name);
        try {
            return body.call();
        } finally {
            around.remove(around.size() - 1);
        }
    }
}
