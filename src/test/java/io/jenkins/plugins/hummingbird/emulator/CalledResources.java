package io.jenkins.plugins.hummingbird.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.hummingbird.iam.Access;
import io.jenkins.plugins.hummingbird.iam.ServiceAuthorization;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What a call must be allowed to do: which actions on which resources, with their tags and those of the request. */
final class CalledResources {
    static final ServiceAuthorization TABLE = ServiceAuthorization.table();

    private final Upstream moto;
    private final Map<String, String> where;

    CalledResources(Upstream moto, String region, String account) {
        this.moto = moto;
        where = Map.of("Partition", "aws", "Region", region, "Account", account);
    }

    List<Access> of(Call call) throws IOException {
        return switch (call.service()) {
            case "ec2" -> new Ec2Resources(this, call).list();
            case "cloudformation" -> ofStack(call);
            // everybody may ask who he is, and a role's own policy says who may assume it
            case "sts" -> List.of();
            default -> ofJson(call);
        };
    }

    /** @param names of the resource, such as {@code TableName}; one that is not there becomes an asterisk */
    String arn(String action, String type, Map<String, String> names) {
        Map<String, String> all = new TreeMap<>(where);
        all.putAll(names);
        return TABLE.arn(action, type, all);
    }

    private List<Access> ofStack(Call call) throws IOException {
        String name = call.parameter("StackName");
        if (name.isEmpty()) {
            List<Access> all = new ArrayList<>(List.of(new Access(call.action(), "*", Map.of())));
            TABLE.needs(call.action()).forEach(other -> all.add(new Access(other, "*", Map.of())));
            return all;
        }
        Answer found = ask(call, "DescribeStacks", Map.of("StackName", name));
        if (!found.worked()) {
            String arn = name.startsWith("arn:") ? name : arn(call.action(), "stack", Map.of("StackName", name));
            return List.of(new Access(call.action(), arn, Map.of()));
        }
        Document stack = found.xml();
        Map<String, List<String>> tags = new TreeMap<>();
        for (Element key : Answer.elements(stack, "Key")) {
            String value = Answer.child((Element) key.getParentNode(), "Value").getTextContent();
            tags.put("aws:ResourceTag/" + key.getTextContent(), List.of(value));
        }
        String arn = Answer.elements(stack, "StackId").get(0).getTextContent();
        return List.of(new Access(call.action(), arn, tags));
    }

    private List<Access> ofJson(Call call) throws IOException {
        JsonNode body = new ObjectMapper().readTree(call.body());
        Map<String, String> names = Map.of(
                "TableName", body.path("TableName").asText("*"),
                "LogGroupName", body.path("logGroupName").asText("*"),
                "LogStreamName", body.path("logStreamName").asText("*"));
        List<ServiceAuthorization.Use> uses = TABLE.uses(call.action());
        return uses.stream()
                .map(use -> use.type().isEmpty() ? "*" : arn(call.action(), use.type(), names))
                .map(arn -> new Access(call.action(), arn, Map.of()))
                .toList();
    }

    /** Asks moto in the caller's name. */
    Answer ask(Call as, String operation, Map<String, String> parameters) throws IOException {
        Map<String, String> all = new TreeMap<>(parameters);
        all.put("Action", operation);
        all.put("Version", as.parameter("Version"));
        return moto.answer(as.with(all));
    }
}
