package io.jenkins.plugins.hummingbird.iam;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a policy must allow: a call that uses several things, or makes some, is several of these.
 *
 * @param action such as {@code ec2:DeleteSnapshot}
 * @param resource an ARN, with an asterisk for the id of what is not made yet; an asterisk alone where the action knows no
 *     resources
 * @param context the values of condition keys, such as {@code aws:ResourceTag/hummingbird:bake}
 */
public record Access(String action, String resource, Map<String, List<String>> context) {
    public Access {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(context);
        context = copy;
    }
}
