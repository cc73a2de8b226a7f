package io.jenkins.plugins.hummingbird.submit.plates;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.hummingbird.submit.page.SavedSubmission;
import io.jenkins.plugins.hummingbird.submit.page.SubmissionView;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

public class PlateSvgTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private String text;
    private Document picture;

    private void draw(String plate, String states, Map<Integer, String> reasons, int... retried) throws Exception {
        List<List<String>> values = new ArrayList<>();
        for (int i = 0; i < states.length(); i++) {
            values.add(List.of(plate, new WellPosition(0, i).name()));
        }
        SavedSubmission saved = SavedSubmission.of(temporary.getRoot().toPath(), List.of("Plate", "Well"), values)
                .states(states);
        SubmissionView view = (retried.length > 0 ? saved.retry(retried) : saved).view();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new PlateSvg(view.plates().get(0), view.marks(), reasons).write(out);
        text = out.toString(StandardCharsets.UTF_8);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        picture = factory.newDocumentBuilder().parse(new ByteArrayInputStream(out.toByteArray()));
    }

    private List<String> texts(String element) {
        NodeList nodes = picture.getElementsByTagNameNS("http://www.w3.org/2000/svg", element);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    @Test
    public void isAPictureThatSaysInWordsWhatItShows() throws Exception {
        draw("P 1", "cflwrs", Map.of(2, "exit code 1"));
        assertThat(picture.getDocumentElement().getNamespaceURI(), is("http://www.w3.org/2000/svg"));
        assertThat(picture.getDocumentElement().getAttribute("role"), is("img"));
        assertThat(texts("title"), hasItems("Plate P 1", "A01: completed", "A02: failed: exit code 1", "A04: waiting"));
        assertThat(
                texts("desc"),
                hasItem(
                        "6 wells: 1 waiting, 1 running, 1 completed, 1 skipped, 1 failed, 1 lost. failed: A02. lost: A03."));
    }

    @Test
    public void whatPeopleWroteStaysText() throws Exception {
        String evil = "</title><script>alert(1)</script>&\"\u0001\uFFFE";
        draw(evil, "f", Map.of(1, evil));
        assertThat(text, not(containsString("<script")));
        assertThat(texts("title").get(0), is("Plate </title><script>alert(1)</script>&\""));
        assertThat(texts("script").size(), is(0));
    }

    @Test
    public void needsNothingElse() throws Exception {
        draw("a", "c", Map.of());
        for (String element : List.of("script", "style", "image", "use", "a", "foreignObject")) {
            assertThat(element, texts(element).size(), is(0));
        }
        assertThat(text, not(containsString("style=")));
        assertThat(text, not(containsString("href")));
    }

    @Test
    public void aWellThatWasTriedAgainHasARing() throws Exception {
        draw("a", "cc", Map.of(), 2);
        assertThat(texts("title"), hasItem("A02: completed, tried again"));
        assertThat(text.split("stroke-width=\"2.5\"", -1).length - 1, is(2));
    }
}
