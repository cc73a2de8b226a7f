package io.jenkins.plugins.hummingbird.runner;

import groovy.lang.Closure;
import groovy.lang.Script;

/** The class that a Jenkinsfile is compiled to extends this one. What it calls and does not find are steps. */
public abstract class PipelineScript extends Script {
    private Steps known;
    private Section root;

    /** Reads the script's pipeline block. */
    Section read(Steps steps) {
        known = steps;
        run();
        return root;
    }

    /** Called by the script. */
    public void pipeline(Closure<?> block) {
        root = new Section("pipeline", block);
    }

    /**
     * Called by Groovy for a call that finds no method.
     *
     * @return the result of the step of this name; may be null
     * @throws Exception what the step failed with
     */
    public Object methodMissing(String name, Object arguments) throws Exception {
        return known.call(name, (Object[]) arguments);
    }
}
