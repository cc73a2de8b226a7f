package io.jenkins.plugins.hummingbird.image;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is run on the instance as root: files, of which the first is a script for bash, and its arguments. */
enum RootJob {
    /** CellProfiler, with its self-test. */
    RECIPE("recipe") {
        @Override
        Map<String, byte[]> files(BakeRequest request, BakeContext context) {
            Map<String, byte[]> files = new LinkedHashMap<>();
            if (request.recipe.equals(CELLPROFILER)) {
                CellProfilerRecipe.files().forEach(name -> files.put(name, CellProfilerRecipe.file(name)));
            }
            return files;
        }

        @Override
        List<String> words(BakeRequest request) {
            return List.of(CellProfilerRecipe.SCRIPT, request.cellProfilerVersion);
        }

        @Override
        String remedy(int exitCode) {
            return CellProfilerRecipe.remedy(exitCode);
        }
    },

    /** People's own. */
    SCRIPT("script") {
        @Override
        Map<String, byte[]> files(BakeRequest request, BakeContext context) throws IOException {
            byte[] script = ReadScript.script(context);
            return script.length == 0 ? Map.of() : Map.of("script.sh", script);
        }

        @Override
        List<String> words(BakeRequest request) {
            return List.of("script.sh");
        }

        @Override
        String remedy(int exitCode) {
            return "Correct the script; keepOnFailure keeps the instance for a look.";
        }
    };

    /** The one recipe that there is, as {@link BakeRequest#recipe} names it. */
    static final String CELLPROFILER = "cellprofiler";

    private final String word;

    RootJob(String word) {
        this.word = word;
    }

    /** For messages and names of files. */
    String word() {
        return word;
    }

    /** By name; empty where there is nothing to run. */
    abstract Map<String, byte[]> files(BakeRequest request, BakeContext context) throws IOException;

    /** The script's name and its arguments. */
    abstract List<String> words(BakeRequest request);

    /** @return what people can do, a sentence; may be empty */
    abstract String remedy(int exitCode);
}
