package io.jenkins.plugins.hummingbird.jenkins;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The form of {@code hummingbirdSubmit} and the step's parameters are the same, and each is explained. */
public class SubmitFormTest {
    private static final Path FOLDER = Path.of("src/main/resources/io/jenkins/plugins/hummingbird/jenkins/SubmitStep");

    private static String[] parameters() {
        return Parameter.of(SubmitStep.class).stream().map(Parameter::name).toArray(String[]::new);
    }

    /** The controls of the form, by field. */
    private static Map<String, Element> controls() throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        NodeList entries = factory.newDocumentBuilder()
                .parse(FOLDER.resolve("config.jelly").toFile())
                .getElementsByTagNameNS("/lib/form", "entry");
        Map<String, Element> controls = new LinkedHashMap<>();
        for (int i = 0; i < entries.getLength(); i++) {
            Element entry = (Element) entries.item(i);
            Node control = entry.getFirstChild();
            while (!(control instanceof Element)) {
                control = control.getNextSibling();
            }
            assertThat("titled", entry.getAttribute("title"), startsWith("${%"));
            assertThat("twice", controls.put(entry.getAttribute("field"), (Element) control) == null, is(true));
        }
        return controls;
    }

    @Test
    public void hasAFieldForEachParameterAndNoOther() throws Exception {
        assertThat(controls().keySet(), containsInAnyOrder(parameters()));
    }

    @Test
    public void hasHelpForEachParameterAndNoOther() throws Exception {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<String> helped = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("help-") && name.endsWith(".html"))
                    .map(name -> name.substring("help-".length(), name.length() - ".html".length()))
                    .toList();
            assertThat(helped, containsInAnyOrder(parameters()));
        }
    }

    @Test
    public void helpIsAnElementWithTextAndNoScript() throws Exception {
        for (String name : parameters()) {
            String help = Files.readString(FOLDER.resolve("help-" + name + ".html"));
            assertThat(name, help.strip(), startsWith("<div>"));
            assertThat(name, help.strip().length() > 30, is(true));
            assertThat(name, help, not(containsString("<script")));
            DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(FOLDER.resolve("help-" + name + ".html").toFile());
        }
    }

    /** A form that shows other defaults than the step has would write them into each configuration. */
    @Test
    public void showsTheDefaultsThatTheStepHas() throws Exception {
        Map<String, Element> controls = controls();
        SubmitStep step = new SubmitStep();
        for (Parameter parameter : Parameter.of(SubmitStep.class)) {
            Element control = controls.get(parameter.name());
            Object own = parameter.of(step);
            if (!control.getLocalName().equals("select")) {
                assertThat(parameter.name(), control.getAttribute("default"), is(own == null ? "" : own.toString()));
            }
        }
    }

    @Test
    public void listsAndChecksAreForFieldsOfTheForm() throws Exception {
        Map<String, Element> controls = controls();
        for (Method method : SubmitDescriptor.class.getDeclaredMethods()) {
            if (method.getName().matches("do(Check|Fill).*")) {
                String field =
                        method.getName().replaceFirst("^do(Check|Fill)", "").replaceFirst("Items$", "");
                field = field.substring(0, 1).toLowerCase() + field.substring(1);
                assertThat(controls.keySet(), hasItem(field));
                assertThat(
                        field + " is a list",
                        controls.get(field).getLocalName().equals("select"),
                        is(method.getName().startsWith("doFill") || field.equals("sshCredentialsId")));
            }
        }
    }

    @Test
    public void eachListIsFilled() throws Exception {
        List<String> methods = Stream.of(SubmitDescriptor.class.getMethods())
                .map(Method::getName)
                .toList();
        controls().forEach((field, control) -> {
            if (control.getLocalName().equals("select")) {
                assertThat(
                        methods,
                        hasItem("doFill" + field.substring(0, 1).toUpperCase() + field.substring(1) + "Items"));
            }
        });
    }
}
