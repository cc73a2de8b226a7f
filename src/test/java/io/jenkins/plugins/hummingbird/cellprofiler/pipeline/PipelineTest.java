package io.jenkins.plugins.hummingbird.cellprofiler.pipeline;

import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

/** Complete, edited and corrupt pipeline files. */
public class PipelineTest {
    private static final String HEADER =
            "CellProfiler Pipeline: http://www.cellprofiler.org\nVersion:5\nDateRevision:428\nModuleCount:%d\n\n";

    private static String example() throws IOException {
        return Files.readString(Path.of("docs/examples/nuclei.cppipe"));
    }

    private static Pipeline parse(String text) throws OperationException {
        return Pipeline.parse("my.cppipe", text);
    }

    private static String pipeline(String... modules) {
        return String.format(HEADER, modules.length) + String.join("\n\n", modules) + "\n";
    }

    private static String module(String name, String enabled, String... settings) {
        return name + ":[module_num:1|svn_version:'Unknown'|variable_revision_number:6|notes:[]|batch_state:array([],"
                + " dtype=uint8)|enabled:" + enabled + "|wants_pause:False]"
                + String.join(
                        "",
                        List.of(settings).stream()
                                .map(setting -> "\n    " + setting)
                                .toList());
    }

    private static String refusal(String text) {
        String message =
                assertThrows(OperationException.class, () -> parse(text)).getMessage();
        assertTrue(message, message.startsWith("my.cppipe"));
        return message;
    }

    @Test
    public void theExampleIsRead() throws Exception {
        assertIsTheExample(parse(example()));
    }

    private static void assertIsTheExample(Pipeline pipeline) {
        assertEquals(
                List.of(
                        "LoadData",
                        "IdentifyPrimaryObjects",
                        "MeasureObjectSizeShape",
                        "MeasureObjectIntensity",
                        "MeasureImageIntensity",
                        "ExportToSpreadsheet"),
                pipeline.modules().stream().map(PipelineModule::name).toList());
        assertTrue(pipeline.modules().stream().allMatch(PipelineModule::enabled));
        assertEquals(
                List.of(1, 2, 3, 4, 5, 6),
                pipeline.modules().stream().map(PipelineModule::number).toList());
        assertEquals(List.of("Plate", "Well"), pipeline.groupingKeys());
        assertEquals(6, pipeline.provingModule());
        PipelineModule loadData = pipeline.loadData().orElseThrow();
        assertEquals(Optional.of("images.csv"), loadData.setting("Name of the file"));
        assertEquals(
                Map.entry("Input data file location", "Default Input Folder|"),
                loadData.settings().get(0));
        assertEquals(9, loadData.settings().size());
    }

    @Test
    public void lineEndsOfOtherSystemsAreAccepted() throws Exception {
        assertIsTheExample(parse(example().replace("\n", "\r\n")));
        assertIsTheExample(parse(example() + "\n\n  \n"));
        assertIsTheExample(parse(example().stripTrailing()));
        assertIsTheExample(parse(example().replace("\n\n", "\n \t\n")));
    }

    @Test
    public void aByteOrderMarkIsRefusedAsInCellProfiler() throws Exception {
        assertThat(refusal("\uFEFF" + example()), containsString("begins with a byte-order mark"));
    }

    @Test
    public void aBinaryFileIsRefused() {
        String project = "\u0089HDF\r\n\u001a\n\u0000\u0000\u0000";
        assertThat(refusal(project), containsString("is a binary file, such as a CellProfiler project (.cpproj)"));
        assertThat(refusal("\uFFFDHDF\r\n\u001a\n\u0000"), containsString("is a binary file"));
    }

    @Test
    public void anotherTextIsRefused() {
        for (String text : List.of("", "\n", "a,b\n1,2\n", "<xml/>", "Pipeline", " CellProfiler Pipeline:")) {
            assertThat(
                    refusal(text),
                    containsString("does not begin with 'CellProfiler Pipeline: http://www.cellprofiler.org'"));
        }
    }

    @Test
    public void aFileThatEndsInItsHeaderIsRefused() throws Exception {
        String text = example();
        for (int length = 0; length < text.indexOf("LoadData:["); length += 13) {
            refusal(text.substring(0, length));
        }
    }

    @Test
    public void aFileWithFewerModulesThanDeclaredIsReadToItsEndAsInCellProfiler() throws Exception {
        String text = example();
        Pipeline pipeline = parse(text.substring(0, text.indexOf("ExportToSpreadsheet:[")));
        assertEquals(5, pipeline.modules().size());
        assertEquals(5, pipeline.provingModule());
        assertEquals(1, pipeline.missingModules());
        assertEquals(0, parse(text).missingModules());
        assertEquals(0, parse(text.replace("ModuleCount:6\n", "")).missingModules());
    }

    @Test
    public void aFileThatEndsInTheNameOfASettingIsRefused() throws Exception {
        String text = example();
        assertThat(
                refusal(text.substring(0, text.indexOf("Use the object name") + 14)),
                containsString("module 6 has a setting without a colon, 'Use the object': is the file truncated"));
    }

    @Test
    public void modulesBeyondTheDeclaredNumberAreIgnoredAsInCellProfiler() throws Exception {
        String fewer = example().replace("ModuleCount:6", "ModuleCount:5");
        assertEquals(5, parse(fewer).modules().size());
        assertEquals(5, parse(fewer).provingModule());
        String withFileList = example().replace("HasImagePlaneDetails:False", "HasImagePlaneDetails:True")
                + "\n\"Version\":\"1\",\"PlaneCount\":\"1\"\n\"URL\",\"Series\",\"Index\",\"Channel\"\n"
                + "\"file:/images/a.tif\",,,\n";
        assertIsTheExample(parse(withFileList));
    }

    @Test
    public void withoutADeclaredNumberAllModulesAreRead() throws Exception {
        assertIsTheExample(parse(example().replace("ModuleCount:6\n", "")));
        assertIsTheExample(parse(example().replace("ModuleCount:6\n", "") + "\n \n"));
    }

    @Test
    public void anExtraEmptyLineIsRefusedAsInCellProfiler() throws Exception {
        assertThat(refusal(example().replaceFirst("\n\n", "\n\n\n")), containsString("module 1 begins with ''"));
    }

    @Test
    public void aModuleWithoutAttributesIsRefused() {
        assertThat(
                refusal(pipeline(module("LoadData", "True"), "Align")),
                containsString("module 2 begins with 'Align' instead of its name and attributes"));
    }

    @Test
    public void aDisabledModuleCountsButIsNotUsed() throws Exception {
        Pipeline pipeline = parse(pipeline(
                module("LoadData", "False", "Group images by metadata?:Yes", "Select metadata tags for grouping:Plate"),
                module("LoadData", "True", "Group images by metadata?:Yes", "Select metadata tags for grouping:Well"),
                module("Align", "True"),
                module("ExportToSpreadsheet", "False")));
        assertEquals(
                List.of(false, true, true, false),
                pipeline.modules().stream().map(PipelineModule::enabled).toList());
        assertEquals(2, pipeline.loadData().orElseThrow().number());
        assertEquals(List.of("Well"), pipeline.groupingKeys());
        assertEquals(3, pipeline.provingModule());
        assertEquals(0, pipeline.enabled("ExportToSpreadsheet").count());
    }

    @Test
    public void aNoteThatLooksLikeAnAttributeIsIgnored() throws Exception {
        String note = "notes:['first try: |enabled:False|, see |enabled:False]']";
        String off = module("Align", "False").replace("notes:[]", note.replace("False", "True"));
        Pipeline pipeline = parse(pipeline(module("LoadData", "True").replace("notes:[]", note), off));
        assertEquals(
                List.of(true, false),
                pipeline.modules().stream().map(PipelineModule::enabled).toList());
    }

    @Test
    public void aPipelineWithoutAnEnabledModuleIsRefused() {
        assertThat(refusal(pipeline(module("LoadData", "False"))), containsString("has no enabled module"));
        assertThat(refusal(String.format(HEADER, 0)), containsString("has no enabled module"));
    }

    @Test
    public void anOldModuleWithoutTheAttributeIsEnabled() throws Exception {
        String old = "LoadData:[module_num:1|svn_version:'1'|variable_revision_number:6|show_window:True|notes:[]]";
        assertTrue(parse(pipeline(old)).modules().get(0).enabled());
    }

    @Test
    public void theFirstFlagImageThatSkipsProvesAnImageSet() throws Exception {
        String skips = module(
                "FlagImage", "True", "Skip image set if flagged?:No", "Flag:x", "Skip image set if flagged?:Yes");
        String flags = module("FlagImage", "True", "Skip image set if flagged?:No");
        String load = module("LoadData", "True");
        String export = module("ExportToSpreadsheet", "True");
        assertEquals(3, parse(pipeline(load, flags, skips, skips, export)).provingModule());
        assertEquals(3, parse(pipeline(load, flags, export)).provingModule());
        String disabled = skips.replace("|enabled:True|", "|enabled:False|");
        assertEquals(3, parse(pipeline(load, disabled, export)).provingModule());
    }

    @Test
    public void thereAreNoKeysIfLoadDataDoesNotGroup() throws Exception {
        String keys = "Select metadata tags for grouping:Plate,Well";
        assertEquals(
                List.of(),
                parse(pipeline(module("LoadData", "True", "Group images by metadata?:No", keys)))
                        .groupingKeys());
        assertEquals(
                List.of(),
                parse(pipeline(module("LoadData", "True", "Group images by metadata?:Yes")))
                        .groupingKeys());
        assertEquals(
                List.of(),
                parse(pipeline(module(
                                "LoadData",
                                "True",
                                "Group images by metadata?:Yes",
                                "Select metadata tags for grouping:")))
                        .groupingKeys());
        Pipeline other = parse(pipeline(module("Groups", "True", "Group images by metadata?:Yes", keys)));
        assertEquals(List.of(), other.groupingKeys());
        assertFalse(other.loadData().isPresent());
    }

    @Test
    public void keysMayBeSurroundedBySpaceAndContainAnyLetters() throws Exception {
        Pipeline pipeline = parse(pipeline(module(
                "LoadData",
                "True",
                "Group images by metadata?:Yes",
                "Select metadata tags for grouping: Plate , Größe,,WellRow")));
        assertEquals(List.of("Plate", "Größe", "WellRow"), pipeline.groupingKeys());
    }

    @Test
    public void valuesMayContainColonsAndEscapes() throws Exception {
        PipelineModule module = parse(pipeline(module(
                        "SaveImages",
                        "True",
                        "Output file location:Elsewhere...\\x7C/data: x\\x5c$\\x2E",
                        "Empty:",
                        "Twice:1",
                        "Twice:2")))
                .modules()
                .get(0);
        assertEquals(Optional.of("Elsewhere...|/data: x\\$."), module.setting("Output file location"));
        assertEquals(Optional.of(""), module.setting("Empty"));
        assertEquals(Optional.of("1"), module.setting("Twice"));
        assertTrue(module.has("Twice", "2"));
        assertEquals(Optional.empty(), module.setting("None"));
    }

    @Test
    public void backslashesAndQuotesAreEscapedOnlyInAValueWithOtherEscapes() throws Exception {
        PipelineModule module = parse(
                        pipeline(module("Metadata", "True", "Old:.*\\x5B\\\\\\\\/\\x5Du\\'a\\'", "New:.*[\\\\/]\\'")))
                .modules()
                .get(0);
        assertEquals(Optional.of(".*[\\\\/]u'a'"), module.setting("Old"));
        assertEquals(Optional.of(".*[\\\\/]\\'"), module.setting("New"));
    }

    @Test
    public void theGroupsModuleMayGroupInsteadOfLoadData() throws Exception {
        String[] keys = {"grouping metadata count:2", "Metadata category:Plate", "Metadata category:Well"};
        assertEquals(
                List.of("Plate", "Well"),
                parse(pipeline(module(
                                "Groups", "True", "Do you want to group your images?:Yes", keys[0], keys[1], keys[2])))
                        .groupingKeys());
        assertEquals(
                List.of(),
                parse(pipeline(module("Groups", "True", "Do you want to group your images?:No", keys[1])))
                        .groupingKeys());
    }

    @Test
    public void aSettingsValueInUtf16IsReadAsCellProfilerReadsIt() throws Exception {
        PipelineModule module = parse(pipeline(module(
                        "SaveImages",
                        "True",
                        "Output file location:\\xff\\xfeE\\x00l\\x00s\\x00e\\x00\\x7C\\x00/\\x00",
                        "One:\\xff",
                        "Within:a\\xffb")))
                .modules()
                .get(0);
        assertEquals(Optional.of("Else|/"), module.setting("Output file location"));
        assertEquals(Optional.of("\u00FF"), module.setting("One"));
        assertEquals(Optional.of("a\u00FFb"), module.setting("Within"));
    }
}
