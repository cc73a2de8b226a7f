package io.jenkins.plugins.hummingbird.jenkins;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Jenkins looks for the fields that a button sends from the button backwards, through the whole page: one below it would not be
 * sent, or with the value of another step of the job.
 */
public class FormButtonsTest {
    private static final Path VIEWS = Path.of("src/main/resources/io/jenkins/plugins/hummingbird/jenkins");

    @Test
    public void eachStandsBelowTheFieldsThatItSends() throws Exception {
        int buttons = 0;
        for (Path form : forms()) {
            List<String> above = new ArrayList<>();
            for (Element element : elements(form)) {
                if (element.getLocalName().equals("entry")) {
                    above.add(element.getAttribute("field"));
                } else if (element.getLocalName().equals("validateButton")) {
                    buttons++;
                    assertThat(
                            form.getParent().getFileName() + ": " + element.getAttribute("title"),
                            above,
                            hasItems(element.getAttribute("with").split(",")));
                }
            }
        }
        assertThat(buttons, greaterThan(5));
    }

    private static List<Path> forms() throws Exception {
        try (Stream<Path> files = Files.walk(VIEWS)) {
            return files.filter(file -> file.endsWith("config.jelly")).toList();
        }
    }

    /** In the order of the page, with those of included views. */
    private static List<Element> elements(Path view) throws Exception {
        NodeList all = StepFormTest.read(view).getDocumentElement().getElementsByTagNameNS("*", "*");
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            if (element.getLocalName().equals("include")) {
                elements.addAll(elements(VIEWS.resolve("AwsStep").resolve(element.getAttribute("page"))));
            } else {
                elements.add(element);
            }
        }
        return elements;
    }
}
