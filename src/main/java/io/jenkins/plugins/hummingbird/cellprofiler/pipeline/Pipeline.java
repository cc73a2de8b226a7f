package io.jenkins.plugins.hummingbird.cellprofiler.pipeline;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A CellProfiler pipeline file (.cppipe), parsed as far as needed to run it. The format is that of CellProfiler's
 * {@code Pipeline.parse_pipeline}: a header of {@code Key:value} lines, then one block per module, separated by empty
 * lines.
 */
public final class Pipeline {
    private static final Pattern ENABLED = Pattern.compile("\\|enabled:(True|False)");
    private static final Pattern REVISION = Pattern.compile("\\|variable_revision_number:(\\d{1,6})");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:x([0-9A-Fa-f]{2})|([\\\\'\"]))");
    private static final Pattern MARK_AT_END = Pattern.compile("\\A[\u00FF\u00FE]+|[\u00FF\u00FE]+\\z");

    private final List<PipelineModule> modules;
    private final PipelineHeader header;

    private Pipeline(List<PipelineModule> modules, PipelineHeader header) {
        this.modules = modules;
        this.header = header;
    }

    /**
     * @param name the name of the file in messages
     * @param text its content
     * @throws OperationException if it is not a pipeline file; the message says what it is instead
     */
    public static Pipeline parse(String name, String text) throws OperationException {
        if (text.contains("\u0000")) {
            throw new OperationException(name + " is a binary file, such as a CellProfiler project (.cpproj):"
                    + " export the pipeline in CellProfiler by File > Export > Pipeline");
        }
        if (text.startsWith("\uFEFF")) {
            throw new OperationException(name + " begins with a byte-order mark, at which CellProfiler fails:"
                    + " save it as UTF-8 without one");
        }
        Iterator<String> lines = text.stripTrailing().lines().map(String::strip).iterator();
        PipelineHeader header = PipelineHeader.read(name, lines);
        List<PipelineModule> modules = new ArrayList<>();
        while (modules.size() < header.moduleCount() && lines.hasNext()) {
            modules.add(module(name, modules.size() + 1, lines));
        }
        if (modules.stream().noneMatch(PipelineModule::enabled)) {
            throw new OperationException(name + " has no enabled module");
        }
        return new Pipeline(List.copyOf(modules), header);
    }

    private static PipelineModule module(String name, int number, Iterator<String> lines) throws OperationException {
        String header = lines.next();
        int colon = header.indexOf(":[");
        if (colon < 0 || !header.endsWith("]")) {
            throw new OperationException(name + ": module " + number + " begins with '" + header
                    + "' instead of its name and attributes: is the file truncated or edited?");
        }
        boolean enabled = ENABLED.matcher(header)
                .results()
                .reduce((first, last) -> last)
                .map(match -> match.group(1).equals("True"))
                .orElse(true);
        List<Map.Entry<String, String>> settings = new ArrayList<>();
        while (lines.hasNext()) {
            String line = lines.next();
            if (line.isEmpty()) {
                break;
            }
            String[] parts = line.split(":", 2);
            if (parts.length < 2) {
                throw new OperationException(name + ": module " + number + " has a setting without a colon, '" + line
                        + "': is the file truncated or edited?");
            }
            settings.add(Map.entry(parts[0], unescape(parts[1])));
        }
        int revision = REVISION.matcher(header)
                .results()
                .findFirst()
                .map(match -> Integer.parseInt(match.group(1)))
                .orElse(0);
        String module = header.substring(0, colon).strip();
        return new PipelineModule(number, module, enabled, revision, SettingNames.current(module, revision, settings));
    }

    /**
     * Unescapes a value like CellProfiler. Old versions escaped some characters, and later backslashes and quotes; some
     * wrote UTF-16 with a byte-order mark. A value without {@code \x} is not changed.
     */
    private static String unescape(String value) {
        String text = value.contains("\\x") ? ESCAPE.matcher(value).replaceAll(Pipeline::character) : value;
        return text.length() > 1 ? MARK_AT_END.matcher(text.replace("\0", "")).replaceAll("") : text;
    }

    private static String character(MatchResult escape) {
        String one = escape.group(1) == null
                ? escape.group(2)
                : String.valueOf((char) Integer.parseInt(escape.group(1), 16));
        return Matcher.quoteReplacement(one);
    }

    /** @return all modules, including disabled ones, in the order of the file */
    public List<PipelineModule> modules() {
        return modules;
    }

    /** @return the enabled modules with a name */
    public Stream<PipelineModule> enabled(String name) {
        return modules.stream()
                .filter(module -> module.enabled() && module.name().equals(name));
    }

    /** @return the module that reads an image table, if enabled */
    public Optional<PipelineModule> loadData() {
        return enabled("LoadData").findFirst();
    }

    /** @return the keys by which LoadData or Groups group image sets, without {@code Metadata_}; empty for none */
    public List<String> groupingKeys() {
        return loadData().map(Pipeline::keysOfTable).orElseGet(() -> enabled("Groups")
                .findFirst()
                .filter(module -> module.has("Do you want to group your images?", "Yes"))
                .map(module -> module.settings("Metadata category"))
                .orElse(List.of()));
    }

    private static List<String> keysOfTable(PipelineModule loadData) {
        return Stream.of(loadData)
                .filter(module -> module.has("Group images by metadata?", "Yes"))
                .flatMap(module -> module.setting("Select metadata tags for grouping").stream())
                .flatMap(keys -> Stream.of(keys.split(",")))
                .map(String::strip)
                .filter(key -> !key.isEmpty())
                .toList();
    }

    /** @return whether the file contains a list of images, which CellProfiler adds to its input */
    public boolean holdsImages() {
        return header.holdsImages();
    }

    /** @return the number of modules that are missing compared to the header: CellProfiler runs the others */
    public int missingModules() {
        return header.moduleCount() == Integer.MAX_VALUE ? 0 : Math.max(0, header.moduleCount() - modules.size());
    }

    /**
     * Returns the number of the module whose log line proves that an image set was done: the last enabled module, or
     * the first FlagImage that skips the rest of a flagged image set.
     */
    public int provingModule() {
        int last = modules.stream()
                .filter(PipelineModule::enabled)
                .mapToInt(PipelineModule::number)
                .max()
                .orElseThrow();
        return enabled("FlagImage")
                .filter(module -> module.has("Skip image set if flagged?", "Yes"))
                .mapToInt(PipelineModule::number)
                .findFirst()
                .orElse(last);
    }
}
