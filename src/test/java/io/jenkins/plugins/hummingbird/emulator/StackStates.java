package io.jenkins.plugins.hummingbird.emulator;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** States of stacks that moto has none of, for all that it makes is complete at once. */
final class StackStates {
    private final Map<String, String> states = new ConcurrentHashMap<>();
    private final List<Event> events = new CopyOnWriteArrayList<>();

    /** One more of a stack's events, newer than all before. */
    record Event(String stack, String resource, String type, String status, String reason) {}

    void set(String stack, String status) {
        states.put(stack, status);
    }

    void add(Event event) {
        events.add(event);
    }

    void clear() {
        states.clear();
        events.clear();
    }

    Answer shown(Call call, Answer answer) throws IOException {
        if (states.isEmpty() && events.isEmpty() || !answer.worked()) {
            return answer;
        }
        return switch (call.action()) {
            case "cloudformation:DescribeStacks" -> withStates(answer);
            case "cloudformation:DescribeStackEvents" -> withEvents(answer);
            default -> answer;
        };
    }

    private Answer withStates(Answer answer) throws IOException {
        Document document = answer.xml();
        for (Element name : Answer.elements(document, "StackName")) {
            String status = states.get(name.getTextContent());
            if (status != null) {
                Answer.child((Element) name.getParentNode(), "StackStatus").setTextContent(status);
            }
        }
        return answer.withXml(document);
    }

    private Answer withEvents(Answer answer) throws IOException {
        Document document = answer.xml();
        for (Event event : events) {
            Element newest =
                    (Element) Answer.elements(document, "StackName").get(0).getParentNode();
            if (Answer.child(newest, "StackName").getTextContent().equals(event.stack())) {
                Element one = (Element) newest.cloneNode(true);
                put(one, "EventId", event.stack() + '-' + events.indexOf(event));
                put(one, "LogicalResourceId", event.resource());
                put(one, "PhysicalResourceId", "");
                put(one, "ResourceType", event.type());
                put(one, "ResourceStatus", event.status());
                put(one, "ResourceStatusReason", event.reason());
                newest.getParentNode().insertBefore(one, newest);
            }
        }
        return answer.withXml(document);
    }

    private static void put(Element parent, String name, String text) {
        Node child = Answer.child(parent, name);
        if (child == null) {
            child = parent.appendChild(parent.getOwnerDocument().createElement(name));
        }
        child.setTextContent(text);
    }
}
