package io.jenkins.plugins.hummingbird.cluster.cli;

import io.jenkins.plugins.hummingbird.cluster.yaml.YamlText;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.yaml.snakeyaml.nodes.MappingNode;

/**
 * What the CLI of ParallelCluster answered: JSON on stdout, in success and in failure, and exit code 0 or 1. The keys are
 * those of ParallelCluster's API (https://docs.aws.amazon.com/parallelcluster/latest/ug/api-reference-v3.html).
 */
public final class PclusterResponse {
    private final CommandResult answer;

    /** JSON is YAML, too. Null for what is neither, such as how to use the command. */
    private final MappingNode root;

    private PclusterResponse(CommandResult answer, MappingNode root) {
        this.answer = answer;
        this.root = root;
    }

    public static PclusterResponse of(CommandResult answer) {
        String out = answer.out();
        int begin = out.startsWith("{") ? 0 : out.indexOf("\n{") + 1;
        if (!out.startsWith("{", begin)) {
            return new PclusterResponse(answer, null);
        }
        try {
            return new PclusterResponse(answer, YamlText.root("pcluster", out.substring(begin)));
        } catch (OperationException e) {
            return new PclusterResponse(answer, null);
        }
    }

    /** Of {@code pcluster version}; empty when it does not say. */
    public String version() {
        return answer.exitCode() == 0 && root != null ? YamlText.text(root, "version") : "";
    }

    /** Of the stack whose creation or update has begun; empty when none has. */
    public String stackArn() {
        return answer.exitCode() == 0 && root != null
                ? YamlText.text(YamlText.mapping(root, "cluster"), "cloudformationStackArn")
                : "";
    }

    /** Whether there is no answer at all on stdout. */
    public boolean saysNothing() {
        return answer.out().isBlank();
    }

    /** Whether a creation was refused because there is a cluster of that name. */
    public boolean saysItExists() {
        return message().contains("already exists");
    }

    /** Whether an update was refused because the cluster has that configuration. */
    public boolean saysNothingChanged() {
        return message().contains("No changes found");
    }

    /** All that the validators say of the configuration: level, type and message, errors among them. */
    public List<LinkedHashMap<String, Object>> validationMessages() {
        List<LinkedHashMap<String, Object>> messages = new ArrayList<>();
        for (String key : List.of("validationMessages", "configurationValidationErrors")) {
            for (MappingNode one : YamlText.mappings(root, key)) {
                LinkedHashMap<String, Object> message = new LinkedHashMap<>();
                for (String field : List.of("level", "type", "message")) {
                    message.put(field, YamlText.text(one, field));
                }
                messages.add(message);
            }
        }
        return messages;
    }

    /** Why nothing has begun, and what to do: sentences. */
    public String problem() {
        if (root == null) {
            return "pcluster answered with exit code " + answer.exitCode() + " and without JSON: "
                    + end(answer.out() + answer.err());
        }
        List<String> problems = new ArrayList<>();
        for (LinkedHashMap<String, Object> one : validationMessages()) {
            if (one.get("level").equals("ERROR")) {
                problems.add(one.get("message") + " (" + one.get("type") + ')');
            }
        }
        for (MappingNode one : YamlText.mappings(root, "updateValidationErrors")) {
            problems.add(YamlText.text(one, "parameter") + ": "
                    + YamlText.text(one, "message").replaceFirst("[.]?$", "."));
        }
        problems.addAll(UpdateRemedies.of(YamlText.mappings(root, "updateValidationErrors")));
        return "pcluster: " + message() + (problems.isEmpty() ? "" : " " + String.join(" ", problems));
    }

    private String message() {
        return root == null ? "" : YamlText.text(root, "message");
    }

    /** The last lines that say something. */
    private static String end(String text) {
        List<String> lines =
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        return lines.isEmpty()
                ? "it says nothing."
                : String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }
}
