package io.jenkins.plugins.hummingbird.jenkins;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;

import com.cloudbees.plugins.credentials.LocalCredentials;
import hudson.ExtensionList;
import io.jenkins.plugins.hummingbird.ChromiumRule;
import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.browser.Tab;
import io.jenkins.plugins.hummingbird.jenkins.page.SubmissionPage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.local.LocalKey;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;

/** What a biologist does with a cluster that has a name: fills in a form, looks at the folder, saves, and sees a plate. */
public class NamedClusterFormTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common();

    @ClassRule
    public static final ChromiumRule CHROMIUM = new ChromiumRule();

    @Rule
    public final LocalController controller = new LocalController();

    private final HummingbirdConfiguration configuration =
            ExtensionList.lookupSingleton(HummingbirdConfiguration.class);
    private Path folder;
    private Path pipeline;
    private Tab tab;

    @Before
    public void aClusterAndAPlate() throws Exception {
        LocalCredentials.add(new LocalKey("a-key", HEAD_NODE.user(), HEAD_NODE.key("ed25519"), null));
        SubmitStep tasks = new ShortTasks(HEAD_NODE, "ok").step();
        pipeline = Path.of(tasks.getPipeline());
        folder = Files.createDirectories(pipeline.resolveSibling("plates"));
        for (String well : List.of("A01", "A02", "B03", "H12")) {
            for (int channel = 1; channel <= 2; channel++) {
                Files.writeString(folder.resolve("P1_" + well + "_s1_w" + channel + ".tif"), "x");
            }
        }
        ClusterDefinition lab = new ClusterDefinition("lab");
        lab.setHost(HEAD_NODE.host());
        lab.setPort(HEAD_NODE.port());
        lab.setSshCredentialsId("a-key");
        lab.setCellprofiler(tasks.getCellprofiler());
        configuration.setClusters(List.of(lab));
        tab = CHROMIUM.newTab();
        tab.resize(1280, 900, 1);
    }

    @After
    public void asItWas() {
        tab.close();
        configuration.setClusters(List.of());
    }

    @Test
    public void fourFieldsMakeAPlateAndTheFormFitsOneScreen() throws Exception {
        Map<String, String> typed = new LinkedHashMap<>();
        typed.put("cluster", "lab");
        typed.put("pipeline", pipeline.toString());
        typed.put("images", folder.toString());
        typed.put("output", folder.resolveSibling("results").toString());
        assertThat(typed.size(), is(lessThan(6)));
        SubmitStep saved;
        try (SubmitFormPage form = new SubmitFormPage(controller.job("plates"))) {
            tab.open(form.address("none"));
            assertThat(tab.evaluate("document.documentElement.scrollHeight").asInt(), is(lessThanOrEqualTo(900)));
            typed.forEach((field, value) -> {
                tab.evaluate("document.querySelector('[name=" + field + "]').focus()");
                tab.call("Input.insertText", Map.of("text", value));
            });
            tab.evaluate("document.querySelector('[data-method=lookAtFolder]').click()");
            tab.await("document.querySelector('.answer svg')");
            assertThat(
                    tab.string("document.querySelector('[data-method=lookAtFolder] + .answer').textContent"),
                    containsString("ImageXpress explains 8 of 8 images"));
            assertThat(
                    tab.string("document.querySelector('.answer svg').getAttribute('aria-label')"),
                    is("Plate P1: 4 wells with images, drawn as a plate of 96"));
            tab.evaluate("document.querySelector('#save').click()");
            tab.await("document.title === 'saved'");
            saved = form.saved();
        }
        SubmitStep expected = new SubmitStep();
        expected.setCluster("lab");
        expected.setPipeline(typed.get("pipeline"));
        expected.setImages(typed.get("images"));
        expected.setOutput(typed.get("output"));
        for (Parameter parameter : Parameter.of(SubmitStep.class)) {
            assertThat(parameter.name(), parameter.of(saved), is(parameter.of(expected)));
        }

        LocalFreestyle build =
                new LocalFreestyle(controller.job("plates").build(1, true), new SubmitBuilder(saved)).start();
        assertThat(build.awaitEnd(), is(nullValue()));
        Path submission =
                build.build().getRootDir().toPath().resolve("hummingbird").resolve(build.id());
        try (SubmissionPage page = new SubmissionPage(submission)) {
            tab.open(page.address("none"));
            for (String well : List.of("A01", "A02", "B03", "H12")) {
                tab.await("document.querySelector('[aria-label=\"" + well + " completed\"]')");
            }
        }
        assertThat(tab.complaints(), is(empty()));
    }
}
