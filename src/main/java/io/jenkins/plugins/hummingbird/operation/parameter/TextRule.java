package io.jenkins.plugins.hummingbird.operation.parameter;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.List;

/** What a parameter that is a text may be. Has a constructor without arguments. */
public interface TextRule {
    /**
     * @param name of the parameter
     * @param text not empty
     * @return what is wrong with it, sentences that name the parameter; empty when nothing is
     */
    List<String> problems(String name, String text);

    /** A check that throws what is wrong. */
    interface Check {
        void run() throws OperationException;
    }

    /** @return the sentence of a check, its message; empty when nothing is wrong */
    static List<String> of(Check check) {
        try {
            check.run();
            return List.of();
        } catch (OperationException e) {
            return List.of(e.getMessage());
        }
    }

    /** @return the sentence, unless it is empty */
    static List<String> of(String problem) {
        return problem.isEmpty() ? List.of() : List.of(problem);
    }
}
