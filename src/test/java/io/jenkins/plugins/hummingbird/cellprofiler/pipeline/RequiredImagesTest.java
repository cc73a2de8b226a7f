package io.jenkins.plugins.hummingbird.cellprofiler.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.Test;

/** The images that a table must provide, as far as they are known without CellProfiler. */
public class RequiredImagesTest {
    private static RequiredImages of(String example, String... changes) throws Exception {
        String text = Files.readString(Path.of("docs/examples", example));
        for (int i = 0; i < changes.length; i += 2) {
            text = text.replace(changes[i], changes[i + 1]);
        }
        return new RequiredImages(Pipeline.parse("my.cppipe", text), Optional.empty());
    }

    @Test
    public void imagesThatModulesUseAreRequired() throws Exception {
        RequiredImages nuclei = of("nuclei.cppipe");
        assertThat(nuclei.names(), is(Set.of("DNA", "Actin")));
        nuclei.check(List.of("FileName_DNA", "URL_Actin", "FileName_Other"));
        assertThat(
                assertThrows(OperationException.class, () -> nuclei.check(List.of("FileName_w1", "FileName_w2")))
                        .getMessage(),
                is("The pipeline works on images that the image table does not give: DNA (module 2,"
                        + " IdentifyPrimaryObjects), Actin (module 4, MeasureObjectIntensity). The table gives w1, w2. Say"
                        + " which is which by channels, such as channels: 'DNA=w1,Actin=w2', or correct the table or the"
                        + " pipeline."));
        assertThat(
                assertThrows(OperationException.class, () -> nuclei.check(List.of("Metadata_Plate")))
                        .getMessage(),
                containsString("The table gives no image (FileName_X or URL_X)."));
    }

    @Test
    public void imagesThatAModuleCreatesAreNotRequired() throws Exception {
        assertThat(of("corrected-nuclei.cppipe").names(), is(Set.of("DNA", "Actin", "IllumDNA", "IllumActin")));
    }

    @Test
    public void disabledModulesAndOtherRevisionsRequireNothing() throws Exception {
        assertThat(
                of("nuclei.cppipe", "variable_revision_number:", "variable_revision_number:9")
                        .names(),
                is(empty()));
        String modules = "[^\\n]*\\|enabled:)True";
        String text = Files.readString(Path.of("docs/examples/nuclei.cppipe"))
                .replaceAll("(\\n(?:Identify|Measure)" + modules, "$1False");
        assertThat(new RequiredImages(Pipeline.parse("my.cppipe", text), Optional.empty()).names(), is(empty()));
    }
}
