package io.jenkins.plugins.hummingbird.cellprofiler.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import org.junit.Test;

/** The files that modules of a pipeline may read besides the images. */
public class ModuleFilesTest {
    private static Pipeline pipeline(String module, String attributes, String... settings) throws OperationException {
        StringBuilder text = new StringBuilder("CellProfiler Pipeline: http://www.cellprofiler.org\nVersion:5\n\n");
        text.append(module).append(":[module_num:1|").append(attributes).append("]\n");
        for (String setting : settings) {
            text.append("    ").append(setting).append('\n');
        }
        text.append("\nSaveImages:[module_num:2|enabled:True]\n");
        return Pipeline.parse("test", text.toString());
    }

    private static Pipeline classifier(String folder, String attributes) throws OperationException {
        return pipeline(
                "ClassifyObjects",
                attributes,
                "Select the location of the classifier model file:" + folder,
                "Rules or classifier file name:cells.model");
    }

    @Test
    public void aModelIsInTheFolderThatItsModuleNames() throws Exception {
        String on = "enabled:True";
        assertThat(ModuleFiles.of(classifier("Elsewhere...|/models", on), "/im"), hasItem("/models/cells.model"));
        assertThat(ModuleFiles.of(classifier("Default Input Folder|left over", on), "/im"), hasItem("/im/cells.model"));
        assertThat(
                ModuleFiles.of(classifier("Default Input Folder sub-folder|m", on), "/im"),
                hasItem("/im/m/cells.model"));
        assertThat(ModuleFiles.of(classifier("Elsewhere...|models", on), "/im"), empty());
        assertThat(ModuleFiles.of(classifier("Default Input Folder|", on), ""), empty());
    }

    @Test
    public void anAbsolutePathInASettingIsAFile() throws Exception {
        assertThat(
                ModuleFiles.of(pipeline("RunIlastik", "enabled:True", "Project file:/p/cells.ilp"), ""),
                hasItem("/p/cells.ilp"));
    }

    @Test
    public void aSingleImageOfNamesAndTypesIsAFile() throws Exception {
        assertThat(
                ModuleFiles.of(
                        pipeline(
                                "NamesAndTypes",
                                "enabled:True",
                                "Single image location:file:///shared/illum%20DNA.npy   ",
                                "Single image location:http://server/illum.npy   "),
                        ""),
                hasItem("/shared/illum DNA.npy"));
    }

    @Test
    public void theTableThatLoadDataNamesIsNotRead() throws Exception {
        assertThat(
                ModuleFiles.of(
                        pipeline(
                                "LoadData",
                                "enabled:True",
                                "Input data file location:Default Input Folder|",
                                "Name of the file:images.csv"),
                        "/im"),
                empty());
    }

    @Test
    public void aDisabledModuleReadsNothing() throws Exception {
        assertThat(ModuleFiles.of(classifier("Elsewhere...|/models", "enabled:False"), "/im"), empty());
    }

    @Test
    public void theImageTableMayHaveItsOwnBaseFolder() throws Exception {
        assertThat(base("Default Input Folder|"), is("/im"));
        assertThat(base("Elsewhere...|/other"), is("/other"));
        assertThat(base("Default Input Folder sub-folder|p"), is("/im/p"));
        assertThat(base("None|"), is(""));
        assertThat(base("Default Output Folder|"), is(""));
        assertThat(ModuleFiles.baseFolder(pipeline("LoadData", "enabled:True", "x:y"), "/im"), is("/im"));
    }

    private static String base(String location) throws OperationException {
        return ModuleFiles.baseFolder(pipeline("LoadData", "enabled:True", "Base image location:" + location), "/im");
    }
}
