package io.jenkins.plugins.hummingbird.jenkins.page;

import io.jenkins.plugins.hummingbird.jenkins.SubmissionAction;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.page.SubmissionView;
import io.jenkins.plugins.hummingbird.submit.plates.HeatColors;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The markup of the views of {@code SubmissionAction}, read from their files, within a page as bare as can be. It knows of
 * Jelly what that view uses, and fails where it uses more.
 */
public final class SubmissionMarkup {
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern MESSAGE = Pattern.compile("%(\\w+)(?:\\((.*)\\))?");

    private SubmissionMarkup() {}

    /** The variables of Jenkins' own style that the page uses, light and dark. */
    public static byte[] theme() throws IOException {
        try (InputStream in = SubmissionMarkup.class.getResourceAsStream("theme.css")) {
            return in.readAllBytes();
        }
    }

    /** @param theme the attribute that Jenkins' theme plugins set */
    public static String page(SubmissionView view, String theme) throws IOException {
        Document document = view("index.jelly");
        Properties messages = new Properties();
        try (InputStream texts = SubmissionAction.class.getResourceAsStream("SubmissionAction/index.properties")) {
            messages.load(texts);
        }
        Map<String, Object> values = Map.of(
                "resURL", "",
                "it.urlName", "submit-page",
                "it.heatColors", String.join(" ", HeatColors.stops()),
                "view.host()", view.host(),
                "view.output()", view.output());
        Node header = document.getElementsByTagName("l:header").item(0);
        Element body = element(document, "id", "hummingbird");
        return html(theme, "Plates and groups", filled(children(header), messages, values), body, messages, values);
    }

    /**
     * The line of the build's own page.
     *
     * @param theme as above
     */
    public static String build(SubmissionSummary summary, String theme) throws IOException {
        Document document = view("summary.jelly");
        Map<String, Object> values = new HashMap<>(summary.json());
        values.keySet().removeIf(key -> !(values.get(key) instanceof String));
        Map<String, Object> named = new HashMap<>(Map.of(
                "resURL", "",
                "it.urlName", "submit-page",
                "it.displayName", "Plates and groups",
                "summary.output", summary.getOutput(),
                "summary.over", summary.isOver()));
        values.forEach((key, value) -> named.put("summary." + key, value));
        Element body = element(document, "class", "hummingbird-summary");
        String header = "";
        for (String tag : List.of("link", "script")) {
            header += html(document.getElementsByTagName(tag).item(0));
        }
        return html(theme, "Build 1", filled(header, new Properties(), named), body, new Properties(), named);
    }

    /**
     * The box on the page of the job.
     *
     * @param theme as above
     */
    public static String job(UsageBars bars, String theme) throws IOException {
        Document document = view(UsageTrend.class, "floatingBox.jelly");
        Map<String, Object> values = Map.of(
                "resURL", "",
                "from.displayName", Messages.UsageTrend_displayName(),
                "bars.label", bars.getLabel(),
                "bars.width", bars.getWidth(),
                "bars.last", bars.getLast(),
                "bars.all", bars.getAll());
        Element body = element(document, "class", "hummingbird-trend");
        String header = filled(html(document.getElementsByTagName("link").item(0)), new Properties(), values);
        return html(theme, "Job", header, body, new Properties(), values);
    }

    private static Document view(String name) throws IOException {
        return view(SubmissionAction.class, name);
    }

    private static Document view(Class<?> of, String name) throws IOException {
        String path = of.getSimpleName() + "/" + name;
        try (InputStream jelly = of.getResourceAsStream(path)) {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(jelly);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(path + " cannot be read", e);
        }
    }

    private static String html(
            String theme, String title, String header, Element body, Properties messages, Map<String, Object> values)
            throws IOException {
        unwrapConditions(body, values);
        return "<!DOCTYPE html><html lang=\"en\" data-theme=\"" + theme + "\"><head><title>" + title + "</title>"
                + "<link rel=\"stylesheet\" href=\"theme.css\">" + header + "</head><body>"
                + "<div class=\"app-page-body app-page-body--two-column\"><main><h1>" + title + "</h1>"
                + filled(html(body), messages, values) + "</main></div></body></html>";
    }

    private static Element element(Document document, String attribute, String value) {
        NodeList all = document.getElementsByTagName("div");
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            if (element.getAttribute(attribute).equals(value)) {
                return element;
            }
        }
        throw new IllegalStateException("the view has no element with " + attribute + " " + value);
    }

    /** All conditions of the view hold here: there is something to see. */
    private static void unwrapConditions(Element element, Map<String, Object> values) {
        List<Element> conditions = new ArrayList<>();
        NodeList all = element.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            Element one = (Element) all.item(i);
            if (one.getTagName().equals("j:if")) {
                conditions.add(one);
            } else if (one.getTagName().equals("j:forEach")) {
                conditions.add(one);
                repeat(one, values);
            } else if (one.getTagName().contains(":")) {
                throw new IllegalStateException("teach SubmissionMarkup what <" + one.getTagName() + "> means");
            }
        }
        for (Element one : conditions) {
            while (one.getFirstChild() != null) {
                one.getParentNode().insertBefore(one.getFirstChild(), one);
            }
            one.getParentNode().removeChild(one);
        }
    }

    /** What a view repeats for each state or bar is there for each; what it repeats for other things, its script makes again. */
    private static void repeat(Element loop, Map<String, Object> values) {
        List<Element> bodies = new ArrayList<>();
        List<Map<String, Object>> items = items(loop.getAttribute("items"), values);
        while (loop.getFirstChild() != null) {
            Node body = loop.removeChild(loop.getFirstChild());
            if (body instanceof Element element) {
                bodies.add(element);
            }
        }
        for (Map<String, Object> item : items) {
            for (Element body : bodies) {
                Node copy = body.cloneNode(true);
                fill(copy, item);
                loop.appendChild(copy);
            }
        }
    }

    private static List<Map<String, Object>> items(String expression, Map<String, Object> values) {
        List<Map<String, Object>> items = new ArrayList<>();
        if (expression.equals("${it.states}")) {
            for (GroupState state : GroupState.values()) {
                items.add(Map.of(
                        "state.word()", state.word(),
                        "state.letter()", state.letter(),
                        "state.label()", state.label(),
                        "state.severity()", state.severity(),
                        "state.isBad()", state.isBad()));
            }
        } else if (expression.equals("${bars.all}")) {
            for (Object one : (List<?>) values.get("bars.all")) {
                UsageBars.Bar bar = (UsageBars.Bar) one;
                items.add(Map.of(
                        "bar.x", bar.getX(),
                        "bar.y", bar.getY(),
                        "bar.height", bar.getHeight(),
                        "bar.title", bar.getTitle()));
            }
        }
        return items;
    }

    private static void fill(Node node, Map<String, Object> values) {
        for (int i = 0; node instanceof Element && i < node.getAttributes().getLength(); i++) {
            Node attribute = node.getAttributes().item(i);
            attribute.setNodeValue(filled(attribute.getNodeValue(), new Properties(), values));
        }
        if (node.getNodeType() == Node.TEXT_NODE) {
            node.setNodeValue(filled(node.getNodeValue(), new Properties(), values));
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            fill(child, values);
        }
    }

    private static String children(Node element) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element) {
                text.append(html(child));
            }
        }
        return text.toString();
    }

    private static String html(Node node) throws IOException {
        StringWriter text = new StringWriter();
        try {
            Transformer transformer = TransformerFactory.newInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.METHOD, "html");
            transformer.setOutputProperty(OutputKeys.INDENT, "no");
            transformer.transform(new DOMSource(node), new StreamResult(text));
        } catch (TransformerException e) {
            throw new IOException("a view cannot be written as HTML", e);
        }
        return text.toString();
    }

    /** HTML's serializer writes the braces of an expression in an address as they are, or as in a URL. */
    private static String filled(String markup, Properties messages, Map<String, Object> values) {
        String plain = markup.replace("$%7B", "${").replace("%7D", "}");
        return EXPRESSION.matcher(plain).replaceAll(found -> Matcher.quoteReplacement(value(found, messages, values)));
    }

    private static String value(MatchResult found, Properties messages, Map<String, Object> values) {
        Matcher message = MESSAGE.matcher(found.group(1));
        if (!message.matches()) {
            return known(values.get(found.group(1)), found.group()).toString();
        }
        String pattern =
                known(messages.getProperty(message.group(1)), found.group()).toString();
        if (message.group(2) == null) {
            return pattern;
        }
        List<Object> arguments = new ArrayList<>();
        for (String argument : message.group(2).split(",")) {
            arguments.add(known(values.get(argument.trim()), found.group()));
        }
        return MessageFormat.format(pattern, arguments.toArray());
    }

    private static Object known(Object value, String expression) {
        if (value == null) {
            throw new IllegalStateException("teach SubmissionMarkup what " + expression + " means");
        }
        return value;
    }
}
