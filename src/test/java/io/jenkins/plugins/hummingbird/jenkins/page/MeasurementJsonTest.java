package io.jenkins.plugins.hummingbird.jenkins.page;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.hummingbird.submit.page.MadeUpMeasurements;
import io.jenkins.plugins.hummingbird.submit.page.MeasurementView;
import io.jenkins.plugins.hummingbird.submit.page.SavedSubmission;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class MeasurementJsonTest {
    @Rule
    public final TemporaryFolder temporary = new TemporaryFolder();

    private SavedSubmission saved(int plates, String states) throws Exception {
        return SavedSubmission.plates(temporary.getRoot().toPath(), plates, 96).states(states);
    }

    private static MeasurementView measured(SavedSubmission saved) throws Exception {
        MadeUpMeasurements.of(saved, 2);
        return saved.view().measurements();
    }

    private static JsonNode json(Map<String, ?> value) {
        return new ObjectMapper().valueToTree(value);
    }

    @Test
    public void columnsComeWithTheirStatistic() throws Exception {
        JsonNode answer = json(MeasurementJson.columns(measured(saved(1, "c"))));
        assertThat(
                answer.get("columns").toString(),
                is("[{\"name\":\"Count_Nuclei\",\"statistic\":\"sum\"},"
                        + "{\"name\":\"Nuclei_Texture_Contrast_1\",\"statistic\":\"median\"}]"));
        assertThat(answer.get("version").asText(), is(not("")));
    }

    @Test
    public void whatHasNoValueIsNullAndCountsAreWhole() throws Exception {
        SavedSubmission saved = saved(1, "cw");
        JsonNode answer = json(MeasurementJson.values(saved.view(), measured(saved), "Count_Nuclei", 0));
        JsonNode plate = answer.get("plates").get(0);
        assertThat(plate.get("values").size(), is(96));
        assertThat(plate.get("values").get(0).isIntegralNumber(), is(true));
        assertThat(plate.get("values").get(1).isNull(), is(true));
        assertThat(plate.get("rowMedians").get(1).isNull(), is(true));
        assertThat(plate.get("wells").asInt(), is(1));
    }

    @Test
    public void valuesComeForTheSamePlatesAsAPageOfThem() throws Exception {
        SavedSubmission saved = saved(13, "c");
        JsonNode answer = json(MeasurementJson.values(saved.view(), measured(saved), "Count_Nuclei", 99));
        assertThat(answer.get("page").asInt(), is(1));
        assertThat(answer.get("plates").size(), is(1));
        assertThat(json(SubmissionJson.plates(saved.view(), 99)).get("first").asInt(), is(12));
    }

    @Test
    public void whatIsNotThereIsAnsweredWithNothing() throws Exception {
        SavedSubmission saved = saved(1, "c");
        MeasurementView measured = measured(saved);
        for (String name : new String[] {null, "", "Cells_None", "x".repeat(10_000)}) {
            assertThat(MeasurementJson.values(saved.view(), measured, name, 0), is(Map.of()));
            assertThat(MeasurementJson.well(measured, 0, 0, 0, name), is(Map.of()));
        }
        assertThat(MeasurementJson.well(measured, 1, 0, 0, "Count_Nuclei"), is(Map.of()));
        assertThat(MeasurementJson.well(measured, -1, 0, 0, "Count_Nuclei"), is(Map.of()));
        assertThat(MeasurementJson.well(measured, 0, 8, 0, "Count_Nuclei"), is(Map.of()));
        JsonNode wells = json(MeasurementJson.wells(measured, "Cells_None,Count_Nuclei", null, -3));
        assertThat(wells.get("rows").get(0).get("values").size(), is(1));
        assertThat(
                json(MeasurementJson.wells(measured, null, "-", 0)).get("all").asInt(), is(96));
    }

    @Test
    public void aWellSaysItsSites() throws Exception {
        SavedSubmission saved = saved(1, "c");
        JsonNode well = json(MeasurementJson.well(measured(saved), 0, 2, 4, "Count_Nuclei"));
        assertThat(well.get("name").asText(), is("C05"));
        assertThat(well.get("sites").findValuesAsText("name").toString(), is("[site 1, site 2]"));
        assertThat(well.get("of").asInt(), is(96));
    }

    @Test
    public void aSubmissionWithoutMeasurementsSaysNothingOfThem() throws Exception {
        SavedSubmission saved = saved(1, "w");
        MeasurementView none = measured(saved);
        assertThat(none.version(), is(""));
        assertThat(MeasurementJson.values(saved.view(), none, "Count_Nuclei", 0), is(Map.of()));
    }
}
