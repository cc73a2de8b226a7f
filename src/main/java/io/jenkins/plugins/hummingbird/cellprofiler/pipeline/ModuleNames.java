package io.jenkins.plugins.hummingbird.cellprofiler.pipeline;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The modules of the tasks' CellProfiler and of its plugins. */
public final class ModuleNames {
    private static final String BUNDLED = "modules-4.2.8.1.txt";

    private final Set<String> own;
    private final Set<String> plugins;
    private final String origin;
    private final boolean certain;

    private ModuleNames(Collection<String> own, Collection<String> plugins, String origin, boolean certain) {
        this.own = Set.copyOf(own);
        this.plugins = plugins.stream().map(ModuleNames::folded).collect(Collectors.toUnmodifiableSet());
        this.origin = origin;
        this.certain = certain;
    }

    /**
     * Creates the list of modules of an examined installation.
     *
     * @param path the path of the installation
     * @param own the modules that it lists
     * @param plugins the names of the plugins' modules, and the names of their files without {@code .py}
     */
    public static ModuleNames installed(String path, Collection<String> own, Collection<String> plugins) {
        return new ModuleNames(own, plugins, "the CellProfiler at " + path, true);
    }

    /**
     * Creates the list of modules of the usual CellProfiler, if the tasks' installation could not be examined.
     *
     * @param plugins as for {@link #installed}
     */
    public static ModuleNames assumed(Collection<String> plugins) {
        return new ModuleNames(bundled(), plugins, "CellProfiler 4.2.8.1", false);
    }

    private static Set<String> bundled() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(ModuleNames.class.getResourceAsStream(BUNDLED), StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("#")).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param module the name of a module in a pipeline file; only the part after its last dot counts, as in
     *     CellProfiler
     */
    public boolean has(String module) {
        String name = module.substring(module.lastIndexOf('.') + 1);
        return own.contains(name) || isPlugin(name);
    }

    /** @return whether a plugin provides the module */
    public boolean isPlugin(String module) {
        return plugins.contains(folded(module));
    }

    /** The file of a plugin is named like its module, in lower case, see {@code find_cpmodule}. */
    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** @return the installation, for messages */
    public String origin() {
        return origin;
    }

    /** @return whether a module that is not in the list is certainly missing */
    public boolean certain() {
        return certain;
    }
}
