package io.jenkins.plugins.hummingbird.runner;

import hudson.model.BuildListener;

/** Writes to the build log what Jenkins writes about the steps of a Pipeline. */
record BuildLog(BuildListener listener) {
    /** Something that may fail in any way; a step says how. */
    interface Body {
        void run() throws Exception;
    }

    void println(Object line) {
        listener.getLogger().println(line);
    }

    void step(String name) {
        println("[Pipeline] " + name);
    }

    /**
     * Runs the block of a step.
     *
     * @param label what stands behind the brace; empty for nothing
     */
    void block(String step, String label, Body body) throws Exception {
        step(label.isEmpty() ? "{" : "{ (" + label + ")");
        try {
            body.run();
        } finally {
            step("}");
            step("// " + step);
        }
    }
}
