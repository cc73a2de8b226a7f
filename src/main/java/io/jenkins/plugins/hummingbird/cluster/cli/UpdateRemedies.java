package io.jenkins.plugins.hummingbird.cluster.cli;

import io.jenkins.plugins.hummingbird.cluster.yaml.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.yaml.snakeyaml.nodes.MappingNode;

/** What users can do about an update that ParallelCluster refuses, by the messages of its update_policy.py. */
final class UpdateRemedies {
    private UpdateRemedies() {}

    /**
     * @param errors {@code updateValidationErrors} of the CLI's response
     * @return sentences for each kind of refusal
     */
    static List<String> of(List<MappingNode> errors) {
        List<String> remedies = new ArrayList<>();
        if (any(errors, one -> message(one).contains("compute nodes must be stopped"))) {
            remedies.add("With stopFleet: true the step stops the compute fleet, updates, and starts it again; running"
                    + " jobs end. For what is changed in queues, QueueUpdateStrategy: DRAIN in Scheduling/SlurmSettings"
                    + " lets them end first.");
        }
        if (any(errors, one -> message(one).contains("login nodes"))) {
            remedies.add("Login nodes are changed while none of their pool runs: set Count: 0, update, set it back and"
                    + " update again.");
        }
        if (any(errors, UpdateRemedies::isImageOfHeadNode)) {
            remedies.add("The image of the head node, in Image/CustomAmi or HeadNode/Image, cannot be changed by an"
                    + " update: write there what the cluster has, and leave the image of queues to customAmi, or make a"
                    + " new cluster.");
        }
        return remedies;
    }

    private static boolean isImageOfHeadNode(MappingNode error) {
        String parameter = YamlText.text(error, "parameter");
        return message(error).contains("not currently supported")
                && (parameter.startsWith("Image") || parameter.startsWith("HeadNode.Image"));
    }

    private static boolean any(List<MappingNode> errors, Predicate<MappingNode> kind) {
        return errors.stream().anyMatch(kind);
    }

    private static String message(MappingNode error) {
        return YamlText.text(error, "message");
    }
}
