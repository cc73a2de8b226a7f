package io.jenkins.plugins.hummingbird.cellprofiler.table;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.List;
import org.junit.Test;

public class ChannelMappingTest {
    private static final List<String> COLUMNS = List.of(
            "FileName_w1", "PathName_w1", "Image_FileName_w2", "URL_w3", "ObjectsFileName_w1", "Metadata_w1", "Note");

    private static String refusal(String text, List<String> columns) {
        return assertThrows(OperationException.class, () -> ChannelMapping.parse(text)
                        .rename(columns))
                .getMessage();
    }

    @Test
    public void onlyTheColumnsOfAChannelAreRenamed() throws Exception {
        assertThat(
                ChannelMapping.parse(" DNA = w1 ,Actin=w2").rename(COLUMNS),
                contains(
                        "FileName_DNA",
                        "PathName_DNA",
                        "Image_FileName_Actin",
                        "URL_w3",
                        "ObjectsFileName_DNA",
                        "Metadata_w1",
                        "Note"));
        assertThat(
                "two may change their names",
                ChannelMapping.parse("A=B,B=A").rename(List.of("FileName_A", "FileName_B")),
                contains("FileName_B", "FileName_A"));
        assertThat(ChannelMapping.parse(" ").isEmpty(), is(true));
    }

    @Test
    public void aMissingChannelIsReportedWithTheExistingOnes() {
        assertThat(
                refusal("DNA=w1,Actin=w7", COLUMNS),
                allOf(containsString("names w7, which"), containsString("channels are: w1, w2, w3.")));
        assertThat(
                refusal("w3=w1", List.of("FileName_w1", "FileName_w3")),
                containsString("makes two columns FileName_w3 of the image table"));
    }

    @Test
    public void anInvalidPairIsRefused() {
        assertThat(refusal("DNA", COLUMNS), containsString("'DNA' is not a pair of a name in the pipeline"));
        assertThat(refusal("DNA=w1,", COLUMNS), containsString("'' is not a pair"));
        assertThat(refusal("=w1", COLUMNS), containsString("'=w1' is not a pair"));
        assertThat(refusal("DNA=w1,DNA=w2", COLUMNS), containsString("gives two channels the name DNA"));
        assertThat(refusal("DNA=w1,Actin=w1", COLUMNS), containsString("gives the channel w1 two names"));
        assertThat(refusal("D\nA=w1", COLUMNS), containsString("control character"));
    }
}
