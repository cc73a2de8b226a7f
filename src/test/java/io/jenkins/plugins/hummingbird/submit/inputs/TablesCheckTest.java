package io.jenkins.plugins.hummingbird.submit.inputs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.cellprofiler.pipeline.Pipeline;
import io.jenkins.plugins.hummingbird.cellprofiler.table.Group;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import java.util.List;
import org.junit.Test;

/** What is refused before anything is started, because its tables could not be merged. */
public class TablesCheckTest {
    private final SubmitRequest request = new SubmitRequest();

    private static Pipeline pipeline(String module) throws Exception {
        String text = "CellProfiler Pipeline: http://www.cellprofiler.org\nVersion:5\nDateRevision:428\nModuleCount:1\n"
                + "HasImagePlaneDetails:False\n\n" + module
                + ":[module_num:1|svn_version:'Unknown'|variable_revision_number:1|show_window:False|notes:[]|"
                + "batch_state:array([], dtype=uint8)|enabled:True|wants_pause:False]\n";
        return Pipeline.parse("test.cppipe", text);
    }

    private void check(String module, String folder, String... keys) throws Exception {
        Group group = new Group(List.of(keys), folder, 0, 1, 1, 1);
        TablesCheck.check(request, pipeline(module), new Plan(List.of(keys), List.of(group)));
    }

    private String refusal(String module, String folder, String... keys) {
        return assertThrows(OperationException.class, () -> check(module, folder, keys))
                .getMessage();
    }

    @Test
    public void aPipelineThatExportsNothing() throws Exception {
        check("SaveImages", "g");
        request.merging.tables = "csv";
        check("ExportToSpreadsheet", "g");
        check("ExportToDatabase", "g");
        assertThat(refusal("SaveImages", "g"), containsString("the pipeline exports none"));
    }

    @Test
    public void keysThatTheGroupsDoNotHave() throws Exception {
        request.merging.tables = "csv";
        request.merging.tablesBy = "Batch";
        assertThat(
                refusal("ExportToSpreadsheet", "g", "Plate", "Well"),
                is("tablesBy: the groups have no key Batch: their keys are Plate, Well. Name one of these, or leave"
                        + " tablesBy empty for tables by plate."));
        assertThat(refusal("ExportToSpreadsheet", "all"), containsString("all images are one group"));
        check("ExportToSpreadsheet", "g", "Batch", "Well");
    }

    @Test
    public void aGroupWhoseFolderIsThatOfTheTables() throws Exception {
        check("ExportToSpreadsheet", "tables", "Plate");
        request.merging.tables = "parquet";
        assertThat(refusal("ExportToSpreadsheet", "tables", "Plate"), containsString("has the folder tables"));
    }
}
