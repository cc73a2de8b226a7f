package io.jenkins.plugins.hummingbird.iam;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The table service-authorization.txt, which says how it is written. */
public final class ServiceAuthorization {
    private static final ServiceAuthorization TABLE = read();

    private final Map<String, String> arns = new TreeMap<>();
    private final Map<String, List<Use>> uses = new TreeMap<>();
    private final Map<String, List<String>> needs = new TreeMap<>();

    /**
     * What an action does with a type of resource.
     *
     * @param type such as {@code security-group}; empty for an action that knows no resources
     * @param required whether the caller must be allowed to use one with each call
     * @param keys the condition keys that the action knows for it, with {@code ${TagKey}} for any
     */
    public record Use(String type, boolean required, Set<String> keys) {
        public Use {
            keys = Set.copyOf(keys);
        }

        /** @param key such as {@code aws:RequestTag/project}, in whatever case */
        boolean knows(String key) {
            return keys.stream()
                    .map(one -> one.replaceFirst("\\$\\{\\w+}$", "?*").toLowerCase(Locale.ROOT))
                    .anyMatch(one -> Wildcards.match(one, key.toLowerCase(Locale.ROOT)));
        }
    }

    public static ServiceAuthorization table() {
        return TABLE;
    }

    private static ServiceAuthorization read() {
        ServiceAuthorization table = new ServiceAuthorization();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                ServiceAuthorization.class.getResourceAsStream("service-authorization.txt"), StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(line -> table.add(line.split(" +")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return table;
    }

    private void add(String... words) {
        switch (words[0]) {
            case "resource" -> arns.put(words[1], words[2]);
            case "needs" ->
                needs.computeIfAbsent(words[1], action -> new ArrayList<>()).add(words[2]);
            case "action" -> {
                String type = words[2].equals("-") ? "" : words[2].replace("*", "");
                Set<String> keys = Set.of(Arrays.copyOfRange(words, 3, words.length));
                uses.computeIfAbsent(words[1], action -> new ArrayList<>())
                        .add(new Use(type, words[2].endsWith("*"), keys));
            }
            default -> throw new IllegalArgumentException(words[0]);
        }
    }

    /** @return one for each type of resource, or for none; null for an action that is not in the table */
    public List<Use> uses(String action) {
        return uses.get(action);
    }

    /** @return the actions of the table that a policy means, by the name of one or by a pattern */
    public List<String> actions(String pattern) {
        return uses.keySet().stream()
                .filter(action -> Wildcards.match(pattern, action))
                .toList();
    }

    /** @return what must be allowed beside an action */
    public List<String> needs(String action) {
        return needs.getOrDefault(action, List.of());
    }

    /**
     * @param action such as {@code ec2:RunInstances}
     * @param type such as {@code image}
     * @param variables such as {@code Region}; what is not among them becomes an asterisk
     * @return the ARN of a resource of that action's service
     */
    public String arn(String action, String type, Map<String, String> variables) {
        String arn = arns.get(action.substring(0, action.indexOf(':') + 1) + type);
        for (Map.Entry<String, String> one : variables.entrySet()) {
            arn = arn.replace("${" + one.getKey() + "}", one.getValue());
        }
        return arn.replaceAll("\\$\\{\\w+}", "*");
    }
}
