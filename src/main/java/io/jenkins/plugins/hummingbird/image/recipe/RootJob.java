package io.jenkins.plugins.hummingbird.image.recipe;

import io.jenkins.plugins.hummingbird.image.state.BakeContext;
import io.jenkins.plugins.hummingbird.image.state.BakeFiles;
import io.jenkins.plugins.hummingbird.image.state.BakeRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is run on the instance as root: files, of which the first is a script for bash, and its arguments. */
public enum RootJob {
    /** CellProfiler, with its self-test. */
    RECIPE("recipe") {
        @Override
        public Map<String, byte[]> files(BakeContext context) {
            Map<String, byte[]> files = new LinkedHashMap<>();
            CellProfilerRecipe.files().forEach(name -> files.put(name, CellProfilerRecipe.file(name)));
            return files;
        }

        @Override
        public List<String> words(BakeRequest request) {
            return List.of(CellProfilerRecipe.SCRIPT, request.cellProfilerVersion);
        }

        @Override
        public String remedy(int exitCode) {
            return CellProfilerRecipe.remedy(exitCode);
        }
    },

    /** The script that the step names or holds. */
    SCRIPT("script") {
        @Override
        public Map<String, byte[]> files(BakeContext context) throws IOException {
            return Map.of("script.sh", BakeFiles.scriptBytes(context));
        }

        @Override
        public List<String> words(BakeRequest request) {
            return List.of("script.sh");
        }

        @Override
        public String remedy(int exitCode) {
            return "Correct the script; keepOnFailure keeps the instance for inspection.";
        }
    };

    private final String word;

    RootJob(String word) {
        this.word = word;
    }

    /** @return for messages and names of files */
    public String word() {
        return word;
    }

    /** @return the content of the files by their names */
    public abstract Map<String, byte[]> files(BakeContext context) throws IOException;

    /** @return the script's name and its arguments */
    public abstract List<String> words(BakeRequest request);

    /** @return what people can do, a sentence; may be empty */
    public abstract String remedy(int exitCode);

    /** @return the variables of both jobs that say where they download from: {@code NAME=VALUE} each */
    public static List<String> environment(BakeRequest request) {
        List<String> variables = new ArrayList<>();
        add(variables, "PIP_INDEX_URL", request.pipIndexUrl);
        add(variables, "HUMMINGBIRD_PACKAGE_PROXY", request.packageProxy);
        boolean installed = request.pythonSource.startsWith("/");
        add(variables, installed ? "HUMMINGBIRD_PYTHON" : "UV_PYTHON_INSTALL_MIRROR", request.pythonSource);
        return variables;
    }

    private static void add(List<String> variables, String name, String value) {
        if (!value.isEmpty()) {
            variables.add(name + '=' + value);
        }
    }
}
