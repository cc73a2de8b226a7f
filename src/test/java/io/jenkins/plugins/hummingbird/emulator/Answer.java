package io.jenkins.plugins.hummingbird.emulator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What AWS answers: a status and a body, which tests may read and change as XML. */
record Answer(int status, String type, byte[] body) {
    /** An error as the service of that call writes one. */
    static Answer error(Call call, int status, String code, String message) {
        String text;
        if (call.isJson()) {
            text = "{\"__type\":\"" + code + "\",\"message\":\"" + message.replace("\"", "\\\"") + "\"}";
            return new Answer(status, "application/x-amz-json-1.1", text.getBytes(StandardCharsets.UTF_8));
        }
        String error = "<Error><Code>" + code + "</Code><Message>" + escaped(message) + "</Message></Error>";
        text = call.service().equals("ec2")
                ? "<Response><Errors>" + error + "</Errors><RequestID>from-the-relay</RequestID></Response>"
                : "<ErrorResponse>" + error + "<RequestId>from-the-relay</RequestId></ErrorResponse>";
        return new Answer(status, "text/xml", text.getBytes(StandardCharsets.UTF_8));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    boolean worked() {
        return status < 300;
    }

    Document xml() throws IOException {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(body));
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException(new String(body, StandardCharsets.UTF_8), e);
        }
    }

    Answer withXml(Document changed) throws IOException {
        StringWriter text = new StringWriter();
        try {
            TransformerFactory.newInstance().newTransformer().transform(new DOMSource(changed), new StreamResult(text));
        } catch (TransformerException e) {
            throw new IOException(e);
        }
        return new Answer(status, type, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The texts of all elements of that name. */
    List<String> texts(String element) throws IOException {
        List<String> found = new ArrayList<>();
        for (Element one : elements(xml(), element)) {
            found.add(one.getTextContent());
        }
        return found;
    }

    static List<Element> elements(Document document, String name) {
        NodeList nodes = document.getElementsByTagName(name);
        List<Element> found = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }

    /** The child element of that name; null when there is none. */
    static Element child(Element parent, String name) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                return element;
            }
        }
        return null;
    }
}
