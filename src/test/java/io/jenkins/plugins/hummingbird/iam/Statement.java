package io.jenkins.plugins.hummingbird.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * A statement of a policy.
 *
 * @param sid what it is called
 * @param allows whether it allows or denies
 * @param actions with wildcards
 * @param resources patterns of ARNs
 * @param conditions which must all hold
 */
public record Statement(
        String sid, boolean allows, List<String> actions, List<String> resources, List<Condition> conditions) {
    private static final Set<String> ELEMENTS = Set.of("Sid", "Effect", "Action", "Resource", "Condition");

    public Statement {
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
        conditions = List.copyOf(conditions);
    }

    /** @throws IllegalArgumentException when something is in it that is not known here, such as NotAction */
    static Statement of(JsonNode json) {
        Set<String> unknown = new TreeSet<>();
        json.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(ELEMENTS);
        String effect = json.path("Effect").asText();
        if (!unknown.isEmpty() || !effect.equals("Allow") && !effect.equals("Deny")) {
            throw new IllegalArgumentException("not known here: " + unknown + ", effect '" + effect + "': " + json);
        }
        List<Condition> conditions = new ArrayList<>();
        json.path("Condition").fields().forEachRemaining(operator -> operator.getValue()
                .fields()
                .forEachRemaining(
                        key -> conditions.add(new Condition(operator.getKey(), key.getKey(), texts(key.getValue())))));
        return new Statement(
                json.path("Sid").asText(),
                effect.equals("Allow"),
                texts(json.path("Action")),
                texts(json.path("Resource")),
                conditions);
    }

    private static List<String> texts(JsonNode oneOrMore) {
        List<String> texts = new ArrayList<>();
        if (oneOrMore.isArray()) {
            oneOrMore.forEach(one -> texts.add(one.asText()));
        } else if (!oneOrMore.isMissingNode()) {
            texts.add(oneOrMore.asText());
        }
        return texts;
    }

    boolean appliesTo(Access access) {
        return names(access.action())
                && resources.stream().anyMatch(pattern -> Wildcards.matchArn(pattern, access.resource()))
                && conditions.stream().allMatch(condition -> condition.holds(access.context()));
    }

    /** Whether an action is meant; actions are the same in whatever case. */
    boolean names(String action) {
        return actions.stream()
                .anyMatch(
                        pattern -> Wildcards.match(pattern.toLowerCase(Locale.ROOT), action.toLowerCase(Locale.ROOT)));
    }
}
