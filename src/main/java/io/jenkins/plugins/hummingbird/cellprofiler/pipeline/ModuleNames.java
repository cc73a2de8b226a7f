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

/** The modules that the tasks' CellProfiler has: its own, and those of its plugins. */
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
     * The modules of an installation that was looked at.
     *
     * @param path where it is
     * @param own the modules that it lists
     * @param plugins what the plugins call their modules, and the names of their files without {@code .py}
     */
    public static ModuleNames installed(String path, Collection<String> own, Collection<String> plugins) {
        return new ModuleNames(own, plugins, "the CellProfiler at " + path, true);
    }

    /**
     * The modules of the CellProfiler that most people have, where the tasks' own could not be looked at.
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
     * @param module a module's name in a pipeline file; as CellProfiler does, only what follows its last dot is looked
     *     at
     */
    public boolean has(String module) {
        String name = module.substring(module.lastIndexOf('.') + 1);
        return own.contains(name) || isPlugin(name);
    }

    /** @return whether a plugin has that module */
    public boolean isPlugin(String module) {
        return plugins.contains(folded(module));
    }

    /** A plugin's file has its module's name in small letters, see {@code find_cpmodule}. */
    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** @return whose modules they are, for messages */
    public String origin() {
        return origin;
    }

    /** @return whether a module that is not among them is surely missing */
    public boolean certain() {
        return certain;
    }
}
