package io.jenkins.plugins.hummingbird.cellprofiler.pipeline;

import io.jenkins.plugins.hummingbird.cellprofiler.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds settings that prevent a pipeline from running in separate tasks, each with its own slice of the image table and
 * its own output folder. The names of settings are those of CellProfiler 4.2.8.1.
 */
public final class PipelineLint {
    private static final String OUTPUT_LOCATION = "Output file location";

    /** The modules that write files, and the setting of their location. */
    private static final Map<String, String> WRITERS = Map.of(
            "ExportToSpreadsheet", OUTPUT_LOCATION,
            "ExportToDatabase", OUTPUT_LOCATION,
            "SaveImages", OUTPUT_LOCATION,
            "CalculateStatistics", OUTPUT_LOCATION,
            "SaveCroppedObjects", "Directory");

    private static final Set<String> OPTIONAL_WRITERS =
            Set.of("MeasureObjectSkeleton", "RunImageJMacro", "TrackObjects", "UntangleWorms");

    /** Both variants of the choice, with or without a sub-folder, see {@code FOLDER_CHOICE_TRANSLATIONS}. */
    private static final List<String> BELOW_OUTPUT = List.of("default output folder", "default output directory");

    private static final String REMEDY =
            "Give the folder of its plugin as pluginsDirectory, or remove the module: disabling it is not enough";

    private final Pipeline pipeline;
    private final ModuleNames known;
    private final boolean fileLists;
    private final List<Finding> findings = new ArrayList<>();

    private PipelineLint(Pipeline pipeline, ModuleNames known, boolean fileLists) {
        this.pipeline = pipeline;
        this.known = known;
        this.fileLists = fileLists;
    }

    /**
     * @param known the modules of the tasks' CellProfiler
     * @param expectsFiles whether certain files are expected of each group
     * @param fileLists whether each task gets a file list, and not an image table: not for a pipeline with LoadData
     * @return errors and warnings, in the order of the rules
     */
    public static List<Finding> of(Pipeline pipeline, ModuleNames known, boolean expectsFiles, boolean fileLists) {
        PipelineLint lint = new PipelineLint(pipeline, known, fileLists);
        lint.missingModules();
        lint.unreadableModules();
        lint.truncatedFile();
        lint.input();
        lint.batchFiles();
        lint.rowsRange();
        lint.locationsOutsideOutput();
        lint.sharedDatabase();
        lint.nothingWritten(expectsFiles);
        return List.copyOf(lint.findings);
    }

    /**
     * Returns the errors of a pipeline that a real CellProfiler cannot run.
     *
     * @param known as for {@link #of}
     * @param reading a reading with errors
     * @return the errors
     */
    public static List<Finding> ofUnreadable(ModuleNames known, PipelineReading reading) {
        List<Finding> findings = new ArrayList<>();
        for (PipelineReading.Remark error : reading.errors()) {
            String whose = "CellProfiler " + reading.version();
            if (error.number() == 0) {
                findings.add(Finding.error(whose + " cannot run it: " + error.text()));
            } else if (!error.module().isEmpty() && !known.has(error.module())) {
                findings.add(Finding.error(error.place() + isMissing(known) + whose + " says: "
                        + withFullStop(error.text()) + " " + REMEDY));
            } else {
                findings.add(Finding.error(stops(error.place(), whose, error.text())));
            }
        }
        return findings;
    }

    private static String isMissing(ModuleNames known) {
        return ", is a module neither of " + known.origin() + " nor of pluginsDirectory. ";
    }

    private static String stops(String place, String whose, String words) {
        return place + ", cannot be read by " + whose + ": " + withFullStop(words)
                + " It stops reading the pipeline there, and reports success. Correct the module in CellProfiler and"
                + " export the pipeline again, or remove the module: disabling it is not enough";
    }

    private static String withFullStop(String words) {
        return words.endsWith(".") ? words : words + ".";
    }

    private static String place(PipelineModule module) {
        return "module " + module.number() + ", " + module.name() + ", ";
    }

    private void error(String text) {
        findings.add(Finding.error(text));
    }

    private void warn(String text) {
        findings.add(Finding.warning(text));
    }

    /** CellProfiler ends the pipeline at a module that it cannot load, enabled or not, and reports success. */
    private void missingModules() {
        for (PipelineModule module : pipeline.modules()) {
            if (known.has(module.name())) {
                continue;
            }
            String fact = "module " + module.number() + ", " + module.name() + isMissing(known);
            if (known.certain()) {
                error(fact + "CellProfiler stops reading the pipeline there, and reports success. " + REMEDY);
            } else {
                warn(fact + "If the tasks' CellProfiler lacks it, every group will fail. " + REMEDY);
            }
        }
    }

    private void unreadableModules() {
        for (PipelineModule module : pipeline.modules()) {
            String words = UnreadableModules.at(module);
            if (!words.isEmpty()) {
                error(stops("module " + module.number() + ", " + module.name(), "CellProfiler 4.2.8.1", words));
            }
        }
    }

    private void truncatedFile() {
        int missing = pipeline.missingModules();
        if (missing > 0) {
            int held = pipeline.modules().size();
            warn("its header declares " + (held + missing) + " modules (ModuleCount), but it contains " + held
                    + ", which CellProfiler runs: check whether the file is truncated");
        }
    }

    private void input() {
        if (fileLists) {
            filesAsInput();
        } else if (pipeline.loadData().isEmpty()) {
            error(
                    "there is no enabled LoadData module, which reads the image table. Leave out dataFile and imagePattern"
                            + " and give images alone, if the pipeline has the modules Images and NamesAndTypes; or put LoadData"
                            + " in their place");
        }
    }

    private void filesAsInput() {
        if (Stream.of("Images", "NamesAndTypes")
                .anyMatch(name -> pipeline.enabled(name).findAny().isEmpty())) {
            error("there is neither an enabled LoadData module nor both Images and NamesAndTypes: without them"
                    + " CellProfiler has no image");
        }
        if (pipeline.holdsImages()) {
            error(
                    "it holds a list of images of its own (HasImagePlaneDetails:True), which each task would work on, too:"
                            + " export it without the list of images, or set that line to False");
        }
    }

    private void batchFiles() {
        pipeline.enabled("CreateBatchFiles")
                .forEach(module -> error(place(module) + "makes each task write a batch file instead of analysing its"
                        + " images: disable it"));
    }

    private void rowsRange() {
        pipeline.enabled("LoadData")
                .filter(module -> module.has("Process just a range of rows?", "Yes"))
                .forEach(module -> error(place(module) + "processes just a range of rows"
                        + module.setting("Rows to process")
                                .map(rows -> " (" + rows + ")")
                                .orElse("")
                        + ". The rows of each group's own table are counted from 1, so that it would choose others in"
                        + " each: set 'Process just a range of rows?' to No, and leave the rows out of the image"
                        + " table"));
    }

    private void locationsOutsideOutput() {
        pipeline.modules().stream().filter(PipelineModule::enabled).forEach(module -> Optional.ofNullable(
                        WRITERS.get(module.name()))
                .flatMap(module::setting)
                .filter(PipelineLint::outside)
                .filter(where -> writesThere(module))
                .ifPresent(where -> warn(place(module) + "writes to '" + where + "', outside of output: its files are"
                        + " neither listed nor counted as expectedFiles, and tasks may write over each other's."
                        + ifOverwritingIsRefused(module) + " Set '" + WRITERS.get(module.name())
                        + "' to Default Output Folder or a sub-folder of it")));
    }

    private static boolean outside(String location) {
        String choice = location.toLowerCase(Locale.ROOT);
        return BELOW_OUTPUT.stream().noneMatch(choice::startsWith)
                || Stream.of(location.substring(location.indexOf('|') + 1).split("[/\\\\]"))
                        .anyMatch(".."::equals);
    }

    private static boolean writesThere(PipelineModule module) {
        return !isDatabaseServer(module) || module.has("Create a CellProfiler Analyst properties file?", "Yes");
    }

    /**
     * The attempt's own folder contains nothing to overwrite; in other folders a second attempt finds the files of the
     * first.
     */
    private static String ifOverwritingIsRefused(PipelineModule module) {
        boolean refused = module.has("Overwrite existing files without warning?", "No")
                || module.has("Overwrite without warning?", "Never");
        return refused ? " As it may not overwrite, a group that is run again fails." : "";
    }

    private static boolean isDatabaseServer(PipelineModule module) {
        return module.name().equals("ExportToDatabase")
                && module.setting("Database type").orElse("").startsWith("MySQL");
    }

    private void sharedDatabase() {
        pipeline.enabled("ExportToDatabase")
                .filter(PipelineLint::isDatabaseServer)
                .forEach(module -> warn(place(module) + "writes to a MySQL database from every task at once. Each task"
                        + " numbers its image sets from 1, so that their rows collide. Set 'Database type' to SQLite,"
                        + " which gives a file per group"));
    }

    private void nothingWritten(boolean expectsFiles) {
        boolean mayWrite = pipeline.modules().stream()
                .filter(PipelineModule::enabled)
                .map(PipelineModule::name)
                .anyMatch(name -> WRITERS.containsKey(name)
                        || OPTIONAL_WRITERS.contains(name)
                        || !known.has(name)
                        || known.isPlugin(name));
        if (mayWrite) {
            return;
        }
        String fact = "no enabled module writes a file, so the groups have no results: add"
                + " ExportToSpreadsheet, ExportToDatabase or SaveImages";
        if (expectsFiles) {
            error(fact + ", because without one no group has the expectedFiles");
        } else {
            warn(fact);
        }
    }
}
