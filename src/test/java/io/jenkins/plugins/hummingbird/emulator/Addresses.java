package io.jenkins.plugins.hummingbird.emulator;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Addresses of instances at which something listens: moto gives others. */
final class Addresses {
    private final Map<String, String> privateOnes = new ConcurrentHashMap<>();
    private final Map<String, String> publicOnes = new ConcurrentHashMap<>();

    void setPrivate(String instance, String address) {
        privateOnes.put(instance, address);
    }

    /** @param address empty for none */
    void setPublic(String instance, String address) {
        publicOnes.put(instance, address);
    }

    void clear() {
        privateOnes.clear();
        publicOnes.clear();
    }

    Answer shown(Call call, Answer answer) throws IOException {
        boolean changed = !privateOnes.isEmpty() || !publicOnes.isEmpty();
        if (!changed || !call.action().equals("ec2:DescribeInstances") || !answer.worked()) {
            return answer;
        }
        Document document = answer.xml();
        for (Element id : Answer.elements(document, "instanceId")) {
            Element instance = (Element) id.getParentNode();
            set(instance, "privateIpAddress", privateOnes.get(id.getTextContent()));
            set(instance, "ipAddress", publicOnes.get(id.getTextContent()));
        }
        return answer.withXml(document);
    }

    private static void set(Element instance, String name, String address) {
        if (address == null || Answer.child(instance, "instanceState") == null) {
            return;
        }
        Element shown = Answer.child(instance, name);
        if (shown == null) {
            shown = instance.getOwnerDocument().createElement(name);
            instance.appendChild(shown);
        }
        shown.setTextContent(address);
    }
}
