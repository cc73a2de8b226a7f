package io.jenkins.plugins.hummingbird.jenkins;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.hummingbird.jenkins.page.SubmissionMarkup;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.kohsuke.stapler.QueryParameter;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * The form of {@code hummingbirdSubmit} without Jenkins: its own view with the real descriptor behind it, within controls as
 * bare as can be. It knows of Jenkins' form tags what that view uses, and fails where it uses more. A new step is shown.
 */
final class SubmitFormPage implements Closeable {
    private static final String POLICY = "default-src 'self'; script-src 'self'; style-src 'self'";
    private static final String VIEWS = "/io/jenkins/plugins/hummingbird/jenkins/";

    private final SubmitStep.DescriptorImpl descriptor = new SubmitStep.DescriptorImpl();
    private final ExecutorService pool = Executors.newSingleThreadExecutor();
    private final Item job;
    private final HttpServer server;
    private volatile SubmitStep saved;

    SubmitFormPage(Item job) throws IOException {
        this.job = job;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(pool);
        server.createContext("/", this::answer);
        server.start();
    }

    URI address(String theme) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/?" + theme);
    }

    /** What the form made when it was saved; null before that. */
    SubmitStep saved() {
        return saved;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().substring(1);
        try (exchange) {
            switch (name) {
                case "" ->
                    send(
                            exchange,
                            "text/html;charset=UTF-8",
                            page(exchange.getRequestURI().getQuery()));
                case "form.css" -> send(exchange, "text/css", resource(VIEWS + "form/form.css"));
                case "form.js" -> send(exchange, "text/javascript", resource(VIEWS + "form/form.js"));
                case "theme.css" ->
                    send(exchange, "text/css", new String(SubmissionMarkup.theme(), StandardCharsets.UTF_8));
                case "favicon.ico" -> exchange.sendResponseHeaders(204, -1);
                case "save" -> {
                    saved = step(fields(exchange));
                    send(exchange, "text/plain", "");
                }
                default -> send(exchange, "text/html;charset=UTF-8", press(name, fields(exchange)));
            }
        } catch (ReflectiveOperationException e) {
            throw new IOException(name, e);
        }
    }

    private static void send(HttpExchange exchange, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
        exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String resource(String path) throws IOException {
        try (InputStream in = SubmitFormPage.class.getResourceAsStream(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Map<String, String> fields(HttpExchange exchange) throws IOException {
        Map<String, String> fields = new HashMap<>();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        for (String one : body.split("&")) {
            String[] sides = one.split("=", 2);
            fields.put(sides[0], URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    /** Sets what the form has a field for, as Stapler does: a text that is empty, too. */
    private static SubmitStep step(Map<String, String> fields) throws ReflectiveOperationException {
        SubmitStep step = new SubmitStep();
        for (Parameter parameter : Parameter.of(SubmitStep.class)) {
            Class<?> type = parameter.setter().getParameterTypes()[0];
            String text = Util.fixNull(fields.get(parameter.name()));
            Object value = text;
            if (type == boolean.class) {
                value = text.equals("on");
            } else if (type == int.class) {
                value = Integer.parseInt(text);
            } else if (type == long.class) {
                value = Long.parseLong(text);
            } else if (type.isEnum()) {
                value = Stream.of(type.getEnumConstants())
                        .filter(one -> one.toString().equals(text))
                        .findFirst()
                        .orElseThrow();
            }
            parameter.setter().invoke(step, value);
        }
        return step;
    }

    private Object ask(String method, Map<String, String> fields) throws ReflectiveOperationException {
        Method answers = Stream.of(descriptor.getClass().getMethods())
                .filter(one -> one.getName().equals(method))
                .findFirst()
                .orElseThrow(() -> new NoSuchMethodException(method));
        Object[] arguments = Stream.of(answers.getParameters())
                .map(one -> one.isAnnotationPresent(QueryParameter.class) ? fields.get(one.getName()) : job)
                .toArray();
        return answers.invoke(descriptor, arguments);
    }

    private static String capital(String name) {
        return name.substring(0, 1).toUpperCase() + name.substring(1);
    }

    /** Of a text that is no markup, Jenkins escapes what HTML means. */
    private String press(String button, Map<String, String> fields) throws ReflectiveOperationException {
        FormValidation answer = (FormValidation) ask("do" + capital(button), fields);
        return answer.kind == FormValidation.Kind.OK ? answer.getMessage() : escaped(answer.getMessage());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private String page(String theme) throws IOException, ReflectiveOperationException {
        StringBuilder html = new StringBuilder("<!DOCTYPE html><html lang=\"en\" data-theme=\"" + theme + "\"><head>"
                + "<title>Configure</title><link rel=\"stylesheet\" href=\"theme.css\"><link rel=\"stylesheet\""
                + " href=\"form.css\"><script defer src=\"form.js\"></script></head><body><form>");
        write(view("SubmitStep/config.jelly"), html);
        return html + "<button type=\"button\" id=\"save\" class=\"jenkins-button\">Save</button></form></body></html>";
    }

    private static Element view(String path) throws IOException {
        try (InputStream jelly = SubmitFormPage.class.getResourceAsStream(VIEWS + path)) {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(jelly)
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(path, e);
        }
    }

    private void write(Element parent, StringBuilder html) throws IOException, ReflectiveOperationException {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                writeTag(element, html);
            }
        }
    }

    private static String title(Element element) {
        return escaped(element.getAttribute("title").replaceAll("^\\$\\{%|}$", ""));
    }

    private void writeTag(Element element, StringBuilder html) throws IOException, ReflectiveOperationException {
        String item = "<div class=\"jenkins-form-item\">";
        switch (element.getTagName()) {
            case "f:entry" -> {
                html.append(item).append("<label class=\"jenkins-form-label\">").append(title(element));
                html.append("</label>");
                writeControl((Element) element.getElementsByTagName("*").item(0), element.getAttribute("field"), html);
                html.append("</div>");
            }
            case "f:advanced" -> {
                html.append(item).append("<button type=\"button\" class=\"jenkins-button advanced-button\">");
                html.append(title(element)).append("</button><div class=\"advancedBody\" hidden>");
                write(element, html);
                html.append("</div></div>");
            }
            case "f:section" -> {
                html.append("<h2>").append(title(element)).append("</h2>");
                write(element, html);
            }
            case "p" -> {
                html.append("<div class=\"jenkins-form-description\">");
                html.append(escaped(element.getTextContent().replaceAll("^\\$\\{%|}$", "")))
                        .append("</div>");
            }
            case "f:validateButton" -> {
                html.append(item).append("<button type=\"button\" class=\"jenkins-button validate-button\"");
                html.append(" data-method=\"")
                        .append(element.getAttribute("method"))
                        .append("\">");
                html.append(title(element)).append("</button><div class=\"answer\"></div></div>");
            }
            case "st:include" -> write(view("AwsStep/" + element.getAttribute("page")), html);
            default -> throw new IOException("teach SubmitFormPage what <" + element.getTagName() + "> means");
        }
    }

    private void writeControl(Element control, String field, StringBuilder html)
            throws IOException, ReflectiveOperationException {
        String named = " class=\"jenkins-input\" name=\"" + field + "\" aria-label=\"" + field + "\"";
        String initial = escaped(control.getAttribute("default"));
        switch (control.getTagName()) {
            case "f:textbox", "f:number", "f:combobox" ->
                html.append("<input")
                        .append(named)
                        .append(" value=\"")
                        .append(initial)
                        .append("\">");
            case "f:textarea" -> html.append("<textarea").append(named).append("></textarea>");
            case "f:checkbox" ->
                html.append("<input type=\"checkbox\" name=\"")
                        .append(field)
                        .append(initial.equals("true") ? "\" checked>" : "\">");
            case "f:select" -> {
                html.append("<select").append(named).append('>');
                try {
                    for (ListBoxModel.Option one : (ListBoxModel) ask("doFill" + capital(field) + "Items", Map.of())) {
                        html.append("<option value=\"")
                                .append(escaped(one.value))
                                .append("\">");
                        html.append(escaped(one.name)).append("</option>");
                    }
                } catch (InvocationTargetException e) {
                    throw new IOException(field, e);
                }
                html.append("</select>");
            }
            default -> throw new IOException("teach SubmitFormPage what <" + control.getTagName() + "> means");
        }
    }

    @Override
    public void close() {
        server.stop(0);
        pool.shutdownNow();
    }
}
