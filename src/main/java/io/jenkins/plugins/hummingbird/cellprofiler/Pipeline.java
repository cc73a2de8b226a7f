package io.jenkins.plugins.hummingbird.cellprofiler;

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
 * A CellProfiler pipeline file (.cppipe), read as far as running it needs. The format is that of CellProfiler's
 * {@code Pipeline.parse_pipeline}: a header of {@code Key:value} lines, then a block per module, blocks parted by an
 * empty line.
 */
public final class Pipeline {
    private static final String COOKIE = "CellProfiler Pipeline:";
    private static final Pattern MODULE_COUNT = Pattern.compile("ModuleCount:\\s*(\\d{1,6})");
    /** Of the header; a setting is indented, and its text another. */
    private static final Pattern HOLDS_IMAGES = Pattern.compile("(?m)^HasImagePlaneDetails:True\\s*$");

    private static final Pattern ENABLED = Pattern.compile("\\|enabled:(True|False)");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:x([0-9A-Fa-f]{2})|([\\\\'\"]))");
    private static final Pattern MARK_AT_END = Pattern.compile("\\A[\u00FF\u00FE]+|[\u00FF\u00FE]+\\z");

    private final List<PipelineModule> modules;
    private final boolean holdsImages;

    private Pipeline(List<PipelineModule> modules, boolean holdsImages) {
        this.modules = modules;
        this.holdsImages = holdsImages;
    }

    /**
     * @param name what people call the file, for messages
     * @param text its text
     * @throws OperationException when it is not such a file; the message says what it is instead
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
        if (!text.startsWith(COOKIE)) {
            throw new OperationException(name + " does not begin with '" + COOKIE + "' as a .cppipe file does");
        }
        Iterator<String> lines = text.strip().lines().map(String::strip).iterator();
        int count = moduleCount(lines);
        List<PipelineModule> modules = new ArrayList<>();
        while (modules.size() < count && lines.hasNext()) {
            modules.add(module(name, modules.size() + 1, lines));
        }
        if (count < Integer.MAX_VALUE && modules.size() < count) {
            throw new OperationException(name + " says that it has " + count + " modules (ModuleCount), but holds "
                    + modules.size() + ": is the file cut off or edited?");
        }
        if (modules.stream().noneMatch(PipelineModule::enabled)) {
            throw new OperationException(name + " has no enabled module");
        }
        return new Pipeline(List.copyOf(modules), HOLDS_IMAGES.matcher(text).find());
    }

    /** Reads the header. CellProfiler reads no more modules than it says; without a number, all. */
    private static int moduleCount(Iterator<String> lines) {
        int count = Integer.MAX_VALUE;
        String line;
        do {
            line = lines.next();
            Matcher number = MODULE_COUNT.matcher(line);
            if (number.matches()) {
                count = Integer.parseInt(number.group(1));
            }
        } while (!line.isEmpty() && lines.hasNext());
        return count;
    }

    private static PipelineModule module(String name, int number, Iterator<String> lines) throws OperationException {
        String header = lines.next();
        int colon = header.indexOf(":[");
        if (colon < 0 || !header.endsWith("]")) {
            throw new OperationException(name + ": module " + number + " begins with '" + header
                    + "' instead of its name and attributes: is the file cut off or edited?");
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
                        + "': is the file cut off or edited?");
            }
            settings.add(Map.entry(parts[0], unescape(parts[1])));
        }
        return new PipelineModule(number, header.substring(0, colon).strip(), enabled, List.copyOf(settings));
    }

    /**
     * Old versions escaped some characters, and then backslashes and quotes too; some wrote UTF-16 with a byte-order mark.
     * CellProfiler makes the same of them, and leaves a value without {@code \x} as it is.
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

    /** @return all modules, disabled ones included, in the order of the file */
    public List<PipelineModule> modules() {
        return modules;
    }

    /** @return the enabled modules of that name */
    public Stream<PipelineModule> enabled(String name) {
        return modules.stream()
                .filter(module -> module.enabled() && module.name().equals(name));
    }

    /** @return the module that reads a table of images, if the pipeline has it */
    public Optional<PipelineModule> loadData() {
        return enabled("LoadData").findFirst();
    }

    /**
     * @return the keys that LoadData or Groups group image sets by, without {@code Metadata_}; empty when they do not
     */
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

    /** @return whether the file holds a list of images, which CellProfiler adds to those that it is given */
    public boolean holdsImages() {
        return holdsImages;
    }

    /**
     * The number of the module whose line in the log proves that an image set was done: the last enabled one, or the
     * first FlagImage that is told to skip the rest of a flagged image set.
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
