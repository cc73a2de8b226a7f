package io.jenkins.plugins.hummingbird.iam;

import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * A line of a statement's conditions, see
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html.
 *
 * @param operator such as {@code StringLike} or {@code ForAllValues:StringEqualsIfExists}
 * @param key such as {@code aws:ResourceTag/hummingbird:bake}
 * @param values of which one must fit
 */
public record Condition(String operator, String key, List<String> values) {
    private static final String IF_EXISTS = "IfExists";
    private static final String ALL = "ForAllValues:";
    private static final String ANY = "ForAnyValue:";

    /** By pattern, or number, of the policy and value of the request; those that are negated are not among them. */
    private static final Map<String, BiPredicate<String, String>> OPERATORS = Map.of(
            "StringEquals", String::equals,
            "StringEqualsIgnoreCase", String::equalsIgnoreCase,
            "StringLike", Wildcards::match,
            "ArnEquals", Wildcards::matchArn,
            "ArnLike", Wildcards::matchArn,
            "Bool", String::equalsIgnoreCase,
            "NumericEquals", (wanted, is) -> Long.parseLong(wanted) == Long.parseLong(is),
            "NumericLessThanEquals", (most, is) -> Long.parseLong(is) <= Long.parseLong(most));

    /** @throws IllegalArgumentException when there is no such operator, or none that is known here */
    public Condition {
        values = List.copyOf(values);
        String plain = plain(operator);
        if (!plain.equals("Null") && !OPERATORS.containsKey(plain.replaceFirst("^(String|Arn)Not", "$1"))) {
            throw new IllegalArgumentException("no condition operator that is known here: " + operator);
        }
    }

    private static String plain(String operator) {
        String plain = operator.startsWith(ALL) || operator.startsWith(ANY)
                ? operator.substring(operator.indexOf(':') + 1)
                : operator;
        return plain.endsWith(IF_EXISTS) ? plain.substring(0, plain.length() - IF_EXISTS.length()) : plain;
    }

    /**
     * @param context the request's values by key, in whatever case; a key that the request does not have is not in it
     */
    boolean holds(Map<String, List<String>> context) {
        List<String> given = context.get(key);
        String plain = plain(operator);
        if (plain.equals("Null")) {
            return values.contains(String.valueOf(given == null));
        }
        boolean negated = plain.matches("(String|Arn)Not.*");
        if (given == null) {
            return negated || operator.endsWith(IF_EXISTS) || operator.startsWith(ALL);
        }
        BiPredicate<String, String> fits = OPERATORS.get(plain.replaceFirst("^(String|Arn)Not", "$1"));
        BiPredicate<String, String> one = negated ? fits.negate() : fits;
        return operator.startsWith(ALL)
                ? given.stream().allMatch(is -> fitsOne(one, negated, is))
                : given.stream().anyMatch(is -> fitsOne(one, negated, is));
    }

    private boolean fitsOne(BiPredicate<String, String> one, boolean negated, String is) {
        return negated
                ? values.stream().allMatch(wanted -> one.test(wanted, is))
                : values.stream().anyMatch(wanted -> one.test(wanted, is));
    }
}
