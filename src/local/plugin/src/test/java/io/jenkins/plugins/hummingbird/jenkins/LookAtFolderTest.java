package io.jenkins.plugins.hummingbird.jenkins;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.cloudbees.plugins.credentials.LocalCredentials;
import hudson.ExtensionList;
import hudson.util.FormValidation;
import io.jenkins.plugins.hummingbird.HeadNodeRule;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import jenkins.local.LocalKey;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Rule;
import org.junit.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** The button of the form that looks at an image folder, with a cluster that an administrator has defined. */
public class LookAtFolderTest {
    @ClassRule
    public static final HeadNodeRule HEAD_NODE = HeadNodeRule.common();

    @Rule
    public final LocalController controller = new LocalController();

    private final HummingbirdConfiguration configuration =
            ExtensionList.lookupSingleton(HummingbirdConfiguration.class);
    private Path folder;

    @Before
    public void aClusterAndAPlate() throws Exception {
        LocalCredentials.add(new LocalKey("a-key", HEAD_NODE.user(), HEAD_NODE.key("ed25519"), null));
        folder = Files.createTempDirectory(HEAD_NODE.shared(), "plates");
        for (String well : List.of("A01", "C12")) {
            Files.writeString(folder.resolve("<b>P&1_" + well + "_s1_w1.tif"), "x");
            Files.writeString(folder.resolve("<b>P&1_" + well + "_s1_w2.tif"), "x");
        }
        ClusterDefinition lab = new ClusterDefinition("lab");
        lab.setHost(HEAD_NODE.host());
        lab.setPort(HEAD_NODE.port());
        lab.setUser(HEAD_NODE.user());
        lab.setSshCredentialsId("a-key");
        lab.setImageRoots(HEAD_NODE.shared().toString());
        configuration.setClusters(List.of(lab));
    }

    @After
    public void asItWas() {
        configuration.setClusters(List.of());
        configuration.setAwsCredentialsId(null);
    }

    private FormValidation look(String images, String pattern) {
        return new SubmitStep.DescriptorImpl()
                .doLookAtFolder(
                        controller.job("plates"),
                        "lab",
                        "private",
                        "",
                        "",
                        "22",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        "nuclei.cppipe",
                        "",
                        images,
                        folder.resolve("output").toString(),
                        pattern,
                        "");
    }

    @Test
    public void showsPlatesNamesAndChannelsAsMarkupThatHoldsNothingOfAName() throws Exception {
        configuration.setAwsCredentialsId("that-of-all-steps");
        FormValidation answer = look(folder.toString(), "");
        assertThat(answer.getMessage(), answer.kind, is(FormValidation.Kind.OK));
        assertThat(
                answer.getMessage(),
                containsString("ImageXpress explains 4 of 4 images below " + folder
                        + ": 1 plate, 2 wells, up to 1 site in a well, 2 channels: w1, w2."));
        assertThat(
                answer.getMessage(),
                containsString("aria-label=\"Plate &lt;b&gt;P&amp;1: 2 wells with images, drawn as a plate of 96\""));
        assertThat(answer.getMessage(), containsString("<td>&lt;b&gt;P&amp;1_A01_s1_w1.tif</td>"));
        assertThat(answer.getMessage(), containsString("Its host key is new to Jenkins"));
        assertThat(answer.getMessage(), not(containsString("style")));
        assertThat(answer.getMessage(), not(containsString("script")));
        Document markup = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader("<div>" + answer.getMessage() + "</div>")));
        assertThat(markup.getElementsByTagName("b").getLength(), is(0));
        assertThat(markup.getElementsByTagName("svg").getLength(), is(1));
        assertThat(markup.getElementsByTagName("tr").getLength(), is(5));
        assertThat(controller.unfinished(), hasSize(0));
        assertThat(Files.exists(controller.home().resolve("hummingbird/known_hosts")), is(false));
    }

    @Test
    public void whatABuildWouldRefuseIsSaid() {
        assertThat(
                look("/etc", "").getMessage(),
                containsString("images must lie below " + HEAD_NODE.shared() + " on the cluster lab, not at /etc"));
        assertThat(look(folder + "/none", "").getMessage(), containsString("There is no folder " + folder + "/none"));
        assertThat(look("s3://bucket/plates", "").getMessage(), containsString("looks at folders only"));
        assertThat(look("$PLATES", "").getMessage(), containsString("has a variable in it"));
        assertThat(look("plates", "").getMessage(), containsString("absolute path"));
        assertThat(look("", "").kind, is(FormValidation.Kind.ERROR));
        assertThat(look(folder.toString(), "(").getMessage(), containsString("no regular expression"));
    }
}
