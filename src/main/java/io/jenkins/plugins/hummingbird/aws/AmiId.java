package io.jenkins.plugins.hummingbird.aws;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.regex.Pattern;

/**
 * The id of an image. EC2 has given 17 hexadecimal digits since 2018 and 8 before
 * (https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html); nothing else names an image.
 */
public final class AmiId {
    private static final Pattern ID = Pattern.compile("ami-([0-9a-f]{8}|[0-9a-f]{17})");

    private AmiId() {}

    /**
     * @param parameter of the step, for the message
     * @throws OperationException when a text is not the id of an image
     */
    public static void check(String parameter, String text) throws OperationException {
        String problem = problem(parameter, text);
        if (!problem.isEmpty()) {
            throw new OperationException(problem);
        }
    }

    /**
     * @param parameter of the step, for the message
     * @return a sentence that says what is wrong; empty for the id of an image
     */
    public static String problem(String parameter, String text) {
        return ID.matcher(text).matches()
                ? ""
                : parameter + ": '" + text + "' is not the id of an image; one looks like ami-0123456789abcdef0.";
    }
}
