package io.jenkins.plugins.hummingbird.jenkins.form;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import com.thoughtworks.xstream.XStream;
import io.jenkins.plugins.hummingbird.jenkins.SubmitStep;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.util.Map;
import org.junit.Test;

/** How {@code skipDone} is written in Pipelines and in the files of jobs, of today and of before there was 'trust'. */
public class SkipDoneModeTest {
    private static SkipDoneMode of(Object value) {
        return (SkipDoneMode) SkipDoneMode.read(Map.of("skipDone", value)).get("skipDone");
    }

    @Test
    public void aPipelineWritesABooleanOrAText() {
        assertThat(of(true), is(SkipDoneMode.yes));
        assertThat(of(false), is(SkipDoneMode.no));
        assertThat(of("true"), is(SkipDoneMode.yes));
        assertThat(of("trust"), is(SkipDoneMode.trust));
        assertThat(of(SkipDoneMode.no), is(SkipDoneMode.no));
        assertThat(SkipDoneMode.read(Map.of("cpus", 2)), is(Map.of("cpus", 2)));
    }

    @Test
    public void anotherTextIsRefusedWithWhatItMayBe() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> of("maybe"));
        assertThat(e.getMessage(), containsString("skipDone must be true, false or 'trust', and not 'maybe'"));
    }

    @Test
    public void aSnippetWritesWhatPeopleWrite() {
        assertThat(SkipDoneMode.write(Map.of("skipDone", SkipDoneMode.trust)), is(Map.of("skipDone", "trust")));
        assertThat(SkipDoneMode.write(Map.of("skipDone", "no")), is(Map.of("skipDone", false)));
    }

    private static XStream xstream() {
        XStream xstream = new XStream();
        xstream.allowTypes(new Class<?>[] {SubmitStep.class});
        xstream.alias("step", SubmitStep.class);
        xstream.registerConverter(new SubmitStep.ConverterImpl());
        return xstream;
    }

    private static SubmitStep read(String content) {
        return (SubmitStep) xstream().fromXML("<step>" + content + "</step>");
    }

    @Test
    public void theFileOfAJobOfBeforeIsRead() {
        assertThat(read("<skipDone>true</skipDone>").getSkipDone(), is(SkipDoneMode.yes));
        assertThat(read("<skipDone>false</skipDone>").getSkipDone(), is(SkipDoneMode.no));
        assertThat("of before there was skipDone", read("").getSkipDone(), is(SkipDoneMode.yes));
    }

    @Test
    public void aModeIsSavedAndRequested() {
        for (SkipDoneMode mode : SkipDoneMode.values()) {
            SubmitStep step = new SubmitStep();
            step.setSkipDone(mode);
            XStream xstream = xstream();
            SubmitStep saved = (SubmitStep) xstream.fromXML(xstream.toXML(step));
            assertThat(saved.getSkipDone(), is(mode));
        }
        assertThat(new SubmitRequest().trustUnchecked, is(false));
    }
}
