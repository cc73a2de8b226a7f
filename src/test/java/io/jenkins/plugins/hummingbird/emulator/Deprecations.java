package io.jenkins.plugins.hummingbird.emulator;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Times after which images are deprecated; moto knows none. Such an image is shown only to a call that asks for it. */
final class Deprecations {
    private final Map<String, String> times = new ConcurrentHashMap<>();

    void add(String image, String time) {
        times.put(image, time);
    }

    void clear() {
        times.clear();
    }

    Answer shown(Call call, Answer answer) throws IOException {
        if (times.isEmpty() || !answer.worked() || !call.action().equals("ec2:DescribeImages")) {
            return answer;
        }
        Document document = answer.xml();
        for (Element id : Answer.elements(document, "imageId")) {
            String time = times.get(id.getTextContent());
            if (time != null && call.parameter("IncludeDeprecated").equals("true")) {
                Element element = document.createElement("deprecationTime");
                element.setTextContent(time);
                id.getParentNode().appendChild(element);
            } else if (time != null) {
                id.getParentNode().getParentNode().removeChild(id.getParentNode());
            }
        }
        return answer.withXml(document);
    }
}
