package io.jenkins.plugins.hummingbird.cluster.cli;

import io.jenkins.plugins.hummingbird.cluster.yaml.YamlText;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.yaml.snakeyaml.nodes.MappingNode;

/**
 * The output of the ParallelCluster CLI: JSON on stdout, in success and in failure, and exit code 0 or 1. The keys are
 * those of ParallelCluster's API (https://docs.aws.amazon.com/parallelcluster/latest/ug/api-reference-v3.html).
 */
public final class PclusterResponse {
    private final CommandResult result;

    /** JSON is a subset of YAML. Null for output that is neither, such as a usage message. */
    private final MappingNode root;

    private PclusterResponse(CommandResult result, MappingNode root) {
        this.result = result;
        this.root = root;
    }

    public static PclusterResponse of(CommandResult result) {
        String out = result.out();
        int begin = out.startsWith("{") ? 0 : out.indexOf("\n{") + 1;
        if (!out.startsWith("{", begin)) {
            return new PclusterResponse(result, null);
        }
        try {
            return new PclusterResponse(result, YamlText.root("pcluster", out.substring(begin)));
        } catch (OperationException e) {
            return new PclusterResponse(result, null);
        }
    }

    /** @return the version that {@code pcluster version} prints; empty for other output */
    public String version() {
        return result.exitCode() == 0 && root != null ? YamlText.text(root, "version") : "";
    }

    /** @return the stack whose creation or update was started; empty for none */
    public String stackArn() {
        return result.exitCode() == 0 && root != null
                ? YamlText.text(YamlText.mapping(root, "cluster"), "cloudformationStackArn")
                : "";
    }

    /** @return whether stdout is empty */
    public boolean saysNothing() {
        return result.out().isBlank();
    }

    /** @return whether a creation was refused because a cluster of that name exists */
    public boolean saysItExists() {
        return message().contains("already exists");
    }

    /** @return whether an update was refused because the cluster has that configuration */
    public boolean saysNothingChanged() {
        return message().contains("No changes found");
    }

    /** @return level, type and message of each finding of the CLI's validators, errors included */
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

    /** @return why nothing was started and what to do, in sentences */
    public String problem() {
        if (root == null) {
            return "pcluster ended with exit code " + result.exitCode() + " and without JSON output: "
                    + end(result.out() + result.err());
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

    /** The last lines that are not blank. */
    private static String end(String text) {
        List<String> lines =
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        return lines.isEmpty()
                ? "it printed nothing."
                : String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }
}
