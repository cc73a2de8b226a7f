package io.jenkins.plugins.hummingbird.emulator;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * States that take their time. In moto they change at once; here an instance, an image or a snapshot shows the state on
 * the way for a number of looks first, and an instance is not to be found for a number of looks after it was launched.
 */
final class SlowStates {
    private static final Map<String, String> INSTANCE_CODES =
            Map.of("pending", "0", "shutting-down", "32", "stopping", "64");

    private record OnTheWay(String state, int looks) {}

    private final Map<String, OnTheWay> onTheWay = new HashMap<>();
    private final Map<String, Integer> unseen = new HashMap<>();
    private int looks;
    private int unseenLooks;

    synchronized void take(int looksOnTheWay, int looksUnseen) {
        looks = looksOnTheWay;
        unseenLooks = looksUnseen;
    }

    /** @return whether the thing shows a state on the way */
    synchronized boolean isOnTheWay(String id) {
        return onTheWay.containsKey(id);
    }

    /** Notes what a call began. */
    synchronized void note(Call call, Answer answer) throws IOException {
        if (!answer.worked()) {
            return;
        }
        switch (call.action()) {
            case "ec2:RunInstances" -> {
                begin(answer.texts("instanceId"), "pending");
                if (unseenLooks > 0) {
                    answer.texts("instanceId").forEach(id -> unseen.put(id, unseenLooks));
                }
            }
            case "ec2:StartInstances" -> begin(answer.texts("instanceId"), "pending");
            case "ec2:StopInstances" -> begin(answer.texts("instanceId"), "stopping");
            case "ec2:TerminateInstances" -> begin(answer.texts("instanceId"), "shutting-down");
            case "ec2:CreateImage" -> begin(answer.texts("imageId"), "pending");
            default -> {}
        }
    }

    synchronized void begin(List<String> ids, String state) {
        if (looks > 0) {
            ids.forEach(id -> onTheWay.put(id, new OnTheWay(state, looks)));
        }
    }

    /** @return the id of an instance that the call names and that cannot be found yet; null when there is none */
    synchronized String unseen(Call call) {
        if (!call.service().equals("ec2")) {
            return null;
        }
        for (Map.Entry<String, String> one : call.parameters().entrySet()) {
            if (one.getKey().startsWith("InstanceId") && unseen.containsKey(one.getValue())) {
                unseen.computeIfPresent(one.getValue(), (id, left) -> left == 1 ? null : left - 1);
                return one.getValue();
            }
        }
        return null;
    }

    /** The answer as somebody sees it who looks too early. */
    synchronized Answer shown(Call call, Answer answer) throws IOException {
        return switch (call.action()) {
            case "ec2:DescribeInstances" -> changed(answer, "instanceId", "instanceState");
            case "ec2:DescribeImages" -> changed(answer, "imageId", "imageState");
            case "ec2:DescribeSnapshots" -> changed(answer, "snapshotId", "status");
            default -> answer;
        };
    }

    private Answer changed(Answer answer, String idName, String stateName) throws IOException {
        if (!answer.worked() || onTheWay.isEmpty()) {
            return answer;
        }
        Document document = answer.xml();
        for (Element id : Answer.elements(document, idName)) {
            OnTheWay shown = onTheWay.get(id.getTextContent());
            Element state = Answer.child((Element) id.getParentNode(), stateName);
            if (shown != null && state != null) {
                show(shown, (Element) id.getParentNode(), state);
                onTheWay.computeIfPresent(
                        id.getTextContent(),
                        (key, now) -> now.looks() == 1 ? null : new OnTheWay(now.state(), now.looks() - 1));
            }
        }
        return answer.withXml(document);
    }

    private void show(OnTheWay shown, Element item, Element state) {
        Element name = Answer.child(state, "name");
        if (name != null) {
            name.setTextContent(shown.state());
            Answer.child(state, "code").setTextContent(INSTANCE_CODES.get(shown.state()));
        } else {
            state.setTextContent(shown.state());
        }
        Element progress = Answer.child(item, "progress");
        if (progress != null) {
            progress.setTextContent(100 * (looks + 1 - shown.looks()) / (looks + 1) + "%");
        }
    }
}
