package io.jenkins.plugins.hummingbird.emulator;

import io.jenkins.plugins.hummingbird.iam.Access;
import io.jenkins.plugins.hummingbird.iam.ServiceAuthorization;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * What a call to EC2 must be allowed to do. What it uses is named by ids, of which each begins with its type's letters; of
 * the other types that the action requires it makes one. The tags that it gives must be allowed by themselves.
 */
final class Ec2Resources {
    private static final String CREATE_TAGS = "ec2:CreateTags";

    private static final Map<String, String> TYPES = Map.of(
            "ami-", "image",
            "eni-", "network-interface",
            "i-", "instance",
            "sg-", "security-group",
            "sgr-", "security-group-rule",
            "snap-", "snapshot",
            "subnet-", "subnet",
            "vol-", "volume",
            "vpc-", "vpc");

    private final CalledResources resources;
    private final Call call;

    /** The ids in the request, by type. */
    private final Map<String, TreeSet<String>> ids = new TreeMap<>();

    /** The tags that things get, by type, as condition keys. */
    private final Map<String, Map<String, List<String>>> tags = new TreeMap<>();

    Ec2Resources(CalledResources resources, Call call) {
        this.resources = resources;
        this.call = call;
        readIds();
        readTags();
    }

    /** A group from which a rule lets in is no resource of the action: the group that gets the rule is. */
    private void readIds() {
        call.parameters().forEach((name, value) -> {
            if (name.matches(
                    "(TagSpecification|Tag|Filter|IpPermissions)\\..*|UserData|ClientToken|Name|Description")) {
                return;
            }
            if (value.matches("[a-z]+-[0-9a-f]{8,17}")) {
                String type = TYPES.getOrDefault(value.substring(0, value.indexOf('-') + 1), "unknown");
                ids.computeIfAbsent(type, first -> new TreeSet<>()).add(value);
            }
        });
    }

    private void readTags() {
        for (int i = 1;
                !call.parameter("TagSpecification." + i + ".ResourceType").isEmpty();
                i++) {
            String specification = "TagSpecification." + i + ".";
            tags.put(call.parameter(specification + "ResourceType"), requestTags(specification));
        }
    }

    private Map<String, List<String>> requestTags(String prefix) {
        Map<String, List<String>> context = new TreeMap<>();
        List<String> keys = new ArrayList<>();
        for (int i = 1; call.parameters().containsKey(prefix + "Tag." + i + ".Key"); i++) {
            String key = call.parameter(prefix + "Tag." + i + ".Key");
            keys.add(key);
            context.put("aws:RequestTag/" + key, List.of(call.parameter(prefix + "Tag." + i + ".Value")));
        }
        if (!keys.isEmpty()) {
            context.put("aws:TagKeys", keys);
        }
        return context;
    }

    List<Access> list() throws IOException {
        List<ServiceAuthorization.Use> uses = CalledResources.TABLE.uses(call.action());
        if (uses == null || uses.get(0).type().isEmpty()) {
            return List.of(new Access(call.action(), "*", Map.of()));
        }
        List<Access> list = new ArrayList<>();
        for (ServiceAuthorization.Use use : uses) {
            if (ids.containsKey(use.type())) {
                for (String id : ids.get(use.type())) {
                    list.add(used(use, id));
                }
            } else if (use.required() || isMade(use.type())) {
                String arn = resources.arn(call.action(), use.type(), Map.of());
                list.add(new Access(call.action(), arn, tags.getOrDefault(use.type(), Map.of())));
            }
        }
        if (call.action().equals(CREATE_TAGS)) {
            // of types that are not in the table
            ids.keySet().stream()
                    .filter(type -> uses.stream().noneMatch(use -> use.type().equals(type)))
                    .forEach(type -> list.add(new Access(CREATE_TAGS, "arn:aws:ec2:::" + type + "/*", Map.of())));
        }
        tags.forEach((type, context) -> list.add(tagging(type, context)));
        return list;
    }

    /** A volume need not be named: the image has one. */
    private boolean isMade(String type) {
        return tags.containsKey(type) || type.equals("volume") && call.action().equals("ec2:RunInstances");
    }

    private Access used(ServiceAuthorization.Use use, String id) throws IOException {
        Map<String, List<String>> context =
                new TreeMap<>(call.action().equals(CREATE_TAGS) ? requestTags("") : Map.of());
        Document found = resources
                .ask(call, "DescribeTags", Map.of("Filter.1.Name", "resource-id", "Filter.1.Value.1", id))
                .xml();
        for (Element key : Answer.elements(found, "key")) {
            String value = Answer.child((Element) key.getParentNode(), "value").getTextContent();
            for (String service : Arrays.asList("aws", "ec2")) {
                context.put(service + ":ResourceTag/" + key.getTextContent(), List.of(value));
            }
        }
        String arn = resources.arn(call.action(), use.type(), Map.of());
        return new Access(call.action(), arn.substring(0, arn.lastIndexOf('*')) + id, context);
    }

    private Access tagging(String type, Map<String, List<String>> requestTags) {
        Map<String, List<String>> context = new TreeMap<>(requestTags);
        context.put("ec2:CreateAction", List.of(call.action().substring("ec2:".length())));
        return new Access(CREATE_TAGS, resources.arn(CREATE_TAGS, type, Map.of()), context);
    }
}
