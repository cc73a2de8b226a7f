package io.jenkins.plugins.hummingbird.jenkins;

import hudson.EnvVars;
import hudson.Util;
import io.jenkins.plugins.hummingbird.jenkins.run.JenkinsContext;
import io.jenkins.plugins.hummingbird.operation.Operation;
import java.io.Serializable;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** A step that is an operation. The freestyle build step of the same name holds it and runs it to its end. */
public abstract class OperationStep extends Step implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Without vowels, so that no id is a word, and without letters and digits that look alike. */
    private static final String LETTERS = "23456789bcdfghjkmnpqrstvwxz";

    /** The parameters; null in what an earlier version serialized, until {@link FlatFields} asks for them. */
    private Serializable request;

    /** @param request the parameters, with their defaults */
    OperationStep(Serializable request) {
        this.request = request;
    }

    /** @return a request with the defaults of all parameters */
    abstract Serializable newRequest();

    /** @return the parameters of this step; changed by its setters alone */
    Serializable request() {
        return deserialized();
    }

    /** @return the parameters, also while this step is deserialized */
    final Serializable deserialized() {
        if (request == null) {
            request = newRequest();
        }
        return request;
    }

    /** @return a function that replaces references to variables; the identity where there is no environment */
    static UnaryOperator<String> variables(EnvVars environment) {
        return environment == null ? UnaryOperator.identity() : environment::expand;
    }

    /**
     * @param id of the operation
     * @param now its time begins
     * @param environment for a freestyle build: its variables, for references such as {@code $PLATE}; else null
     * @return the operation that does what the parameters ask for
     */
    abstract Operation<? super JenkinsContext> operation(String id, Instant now, EnvVars environment);

    /** @return the word that the ids of its operations begin with */
    abstract String idPrefix();

    /** @return whether it runs commands on the node around it, which it then keeps to its end */
    boolean runsOnNode() {
        return false;
    }

    /** @return an id that nothing else has, on this controller or another */
    final String newId() {
        StringBuilder id = new StringBuilder(idPrefix()).append('-');
        for (int i = 0; i < 12; i++) {
            id.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return id.toString();
    }

    /** @return the text without blanks around it, or the default when there is none */
    static String text(String text, String otherwise) {
        String trimmed = Util.fixEmptyAndTrim(text);
        return trimmed == null ? otherwise : trimmed;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new OperationExecution(this, newId(), context);
    }
}
