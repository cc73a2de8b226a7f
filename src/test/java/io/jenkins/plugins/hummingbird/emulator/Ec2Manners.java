package io.jenkins.plugins.hummingbird.emulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What EC2 insists on and moto 5.2 does not: a client token stands for one launch, an image's name is taken once, a
 * security group or a snapshot that is in use stays, an image cannot be made of an instance between two states.
 */
final class Ec2Manners implements Upstream {
    private final Upstream moto;
    private final SlowStates states;
    private final Map<String, Launch> launches = new HashMap<>();

    private record Launch(Map<String, String> parameters, Answer answer) {}

    Ec2Manners(Upstream moto, SlowStates states) {
        this.moto = moto;
        this.states = states;
    }

    @Override
    public synchronized Answer answer(Call call) throws IOException {
        return switch (call.action()) {
            case "ec2:RunInstances" -> launch(call);
            case "ec2:CreateImage" -> createImage(call);
            case "ec2:DeleteSecurityGroup" -> deleteGroup(call);
            case "ec2:DeleteSnapshot" -> deleteSnapshot(call);
            default -> moto.answer(call);
        };
    }

    private Answer launch(Call call) throws IOException {
        String token = call.parameter("ClientToken");
        if (token.length() > 64) {
            return Answer.error(call, 400, "InvalidParameterValue", "The client token is longer than 64 characters.");
        }
        Launch before = launches.get(token);
        if (before != null) {
            return before.parameters().equals(call.parameters())
                    ? before.answer()
                    : Answer.error(
                            call,
                            400,
                            "IdempotentParameterMismatch",
                            "Arguments on this idempotent request are inconsistent with arguments used in previous"
                                    + " request(s).");
        }
        Answer answer = moto.answer(call);
        if (answer.worked() && !token.isEmpty()) {
            launches.put(token, new Launch(call.parameters(), answer));
        }
        return answer;
    }

    private Answer createImage(Call call) throws IOException {
        String name = call.parameter("Name");
        String instance = call.parameter("InstanceId");
        if (ask(call, "DescribeImages", Map.of("Owner.1", "self")).texts("name").contains(name)) {
            return Answer.error(
                    call, 400, "InvalidAMIName.Duplicate", "AMI name " + name + " is already in use by this account.");
        }
        if (states.isOnTheWay(instance)) {
            return Answer.error(
                    call, 400, "IncorrectState", "Instance '" + instance + "' is not in a state for this operation.");
        }
        Answer answer = moto.answer(call);
        if (answer.worked()) {
            String image = answer.texts("imageId").get(0);
            states.begin(ask(call, "DescribeImages", Map.of("ImageId.1", image)).texts("snapshotId"), "pending");
        }
        return answer;
    }

    private Answer deleteGroup(Call call) throws IOException {
        Answer users = ask(
                call,
                "DescribeInstances",
                Map.of("Filter.1.Name", "instance.group-id", "Filter.1.Value.1", call.parameter("GroupId")));
        List<String> ids = users.texts("instanceId");
        List<String> alive = new ArrayList<>();
        for (String id : ids) {
            Answer one = ask(call, "DescribeInstances", Map.of("InstanceId.1", id));
            if (states.isOnTheWay(id) || !one.texts("name").contains("terminated")) {
                alive.add(id);
            }
        }
        return alive.isEmpty()
                ? moto.answer(call)
                : Answer.error(
                        call,
                        400,
                        "DependencyViolation",
                        "resource " + call.parameter("GroupId") + " has a dependent object");
    }

    private Answer deleteSnapshot(Call call) throws IOException {
        String snapshot = call.parameter("SnapshotId");
        return ask(call, "DescribeImages", Map.of("Owner.1", "self"))
                        .texts("snapshotId")
                        .contains(snapshot)
                ? Answer.error(
                        call, 400, "InvalidSnapshot.InUse", "The snapshot " + snapshot + " is currently in use by ami")
                : moto.answer(call);
    }

    private Answer ask(Call as, String operation, Map<String, String> parameters) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        all.put("Action", operation);
        all.put("Version", as.parameter("Version"));
        Answer answer = moto.answer(as.with(all));
        if (!answer.worked()) {
            throw new IOException(operation + ": " + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer;
    }
}
