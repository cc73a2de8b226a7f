package io.jenkins.plugins.hummingbird.image.recipe;

import io.jenkins.plugins.hummingbird.image.state.ParameterRules;
import io.jenkins.plugins.hummingbird.operation.Sha256;
import io.jenkins.plugins.hummingbird.parallelcluster.Os;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The recipe that installs CellProfiler and DuckDB on an instance: files that belong into one folder there, of which {@link
 * #SCRIPT} is run by bash as root, with the version as its argument.
 */
public final class CellProfilerRecipe {
    /** The version that people get who name none. */
    public static final String DEFAULT_VERSION = ParameterRules.CELLPROFILER_VERSION;

    /** The file that is run; its head describes what it installs, and what it reads from the environment. */
    public static final String SCRIPT = "install-cellprofiler.sh";

    /** The log of its tools on the instance; its own output names only what begins and ends. */
    public static final String LOG = "/var/log/install-cellprofiler.log";

    /** The systems that it knows; the default of a bake is the first. */
    public static final List<Os> RUNS_ON = List.of(Os.UBUNTU2204, Os.UBUNTU2404, Os.ALINUX2023);

    private static final List<String> FILES = List.of(
            SCRIPT,
            "packages.sh",
            "cellprofiler-libraries.txt",
            "cellprofiler-tools.txt",
            "mysqlclient-tools.txt",
            "complete-mysqldb.py",
            "duckdb.txt",
            "self-test.cppipe",
            "self-test.py",
            "self-test-parquet.py",
            "uv.txt");

    /** By the exit codes of the script. Each sentence says what to do; the script's own last line has the details. */
    private static final Map<Integer, String> REMEDIES = Map.ofEntries(
            Map.entry(64, "Choose a cellProfilerVersion 4.2.x, such as " + DEFAULT_VERSION + "."),
            Map.entry(65, "Choose one of " + systems() + " as os, or bake with a script of your own."),
            Map.entry(66, "The login user needs sudo without a password."),
            Map.entry(67, "Choose a larger rootVolumeGiB."),
            Map.entry(68, "See /var/log/cloud-init-output.log on the instance, which keepOnFailure keeps."),
            Map.entry(
                    69,
                    "Bake again; if the same happens, see on the instance, which keepOnFailure keeps, who installs packages."),
            Map.entry(
                    70,
                    "The instance must reach the repositories of its system: look at its subnet's route, or set packageProxy."),
            Map.entry(
                    71,
                    "The instance must reach PyPI and the host of Python's archive: look at its subnet's route, or name mirrors "
                            + "by pipIndexUrl and pythonSource."),
            Map.entry(72, "The instance must reach PyPI: look at its subnet's route, or name a mirror by pipIndexUrl."),
            Map.entry(
                    73,
                    "The CellProfiler or the DuckDB that was installed does not work; what it printed stands above."),
            Map.entry(74, "Choose another base image, whose packages are of one time."),
            Map.entry(
                    75,
                    "The instance must reach PyPI: look at its subnet's route, or name by pipIndexUrl a mirror that has DuckDB."));

    private CellProfilerRecipe() {}

    /** @return the words of {@link #RUNS_ON}, separated by commas. */
    public static String systems() {
        return RUNS_ON.stream().map(Os::word).collect(Collectors.joining(", "));
    }

    /** @return the names of the files, in no order that matters */
    public static List<String> files() {
        return FILES;
    }

    /** @return the content of one of the {@link #files()} */
    public static byte[] file(String name) {
        try (InputStream in = CellProfilerRecipe.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("the recipe has no file " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return 64 hexadecimal digits that differ when any of the files does */
    public static String digest() {
        Sha256 all = new Sha256();
        for (String name : FILES) {
            all.add(new Sha256().add(file(name)).bytes());
        }
        return all.hex();
    }

    /**
     * What people can do about a failure.
     *
     * @param exitCode of the script, not 0
     * @return a sentence, or an empty string where its own last line is all that is known
     */
    public static String remedy(int exitCode) {
        return REMEDIES.getOrDefault(exitCode, "");
    }
}
