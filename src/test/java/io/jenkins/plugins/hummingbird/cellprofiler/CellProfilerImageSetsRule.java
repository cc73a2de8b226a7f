package io.jenkins.plugins.hummingbird.cellprofiler;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;

/**
 * A real CellProfiler that makes image sets of lists of files. As a class rule, because its start takes seconds: it is
 * started when the first test asks, and reads the pipeline anew for each list.
 */
final class CellProfilerImageSetsRule extends ExternalResource {
    /** A request is a line: the pipeline and the lists, separated by tabs. */
    private static final String PROGRAM = String.join(
            "\n",
            "import os, sys, traceback",
            "def fail(*error):",
            "    traceback.print_exception(*error)",
            "    sys.stderr.flush()",
            "    os._exit(1)",
            "# the threads of Java would keep a Python that only raises from ending",
            "sys.excepthook = fail",
            "import cellprofiler_core.preferences",
            "cellprofiler_core.preferences.set_headless()",
            "from cellprofiler_core.utilities.java import start_java, stop_java",
            "start_java()",
            "from cellprofiler_core.measurement import Measurements",
            "from cellprofiler_core.pipeline import Pipeline",
            "from cellprofiler_core.workspace import Workspace",
            "for request in sys.stdin:",
            "    path, *lists = request.rstrip('\\n').split('\\t')",
            "    for number, files in enumerate(lists):",
            "        pipeline = Pipeline()",
            "        pipeline.load(path)",
            "        pipeline.read_file_list(files)",
            "        m = Measurements(mode='memory')",
            "        assert pipeline.prepare_run(Workspace(pipeline, None, m, None, m, None))",
            "        names = sorted(f for f in m.get_feature_names('Image') if f.startswith('URL_'))",
            "        for group, images in pipeline.get_groupings(Workspace(pipeline, None, m, None, m, None))[1]:",
            "            for image in images:",
            "                values = '/'.join(group.values()) if group else ''",
            "                print(number, image, values, *[m.get_measurement('Image', n, image) for n in names], sep='\\t')",
            "    print('end', flush=True)",
            "stop_java()",
            "");

    private static final int SECONDS_TO_END = 60;

    private final TemporaryFolder folder = new TemporaryFolder();
    private Process process;
    private Writer requests;
    private BufferedReader answers;

    @Override
    protected void before() throws IOException {
        folder.create();
    }

    @Override
    protected void after() {
        try {
            if (process != null) {
                requests.close();
                if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        folder.delete();
    }

    /**
     * @param lists files with a path a line
     * @return a line for each image set, separated by tabs: the list's number, ImageNumber, the group's values separated by
     *     slashes, the URL of each channel
     */
    List<String> of(Path pipeline, List<Path> lists) throws IOException {
        if (process == null) {
            start();
        }
        List<String> words = new ArrayList<>(List.of(pipeline.toString()));
        lists.forEach(list -> words.add(list.toString()));
        requests.write(String.join("\t", words) + "\n");
        requests.flush();
        List<String> lines = new ArrayList<>();
        for (String line = answers.readLine(); !"end".equals(line); line = answers.readLine()) {
            if (line == null) {
                throw new AssertionError("CellProfiler has ended: " + Files.readString(errors()));
            }
            lines.add(line);
        }
        return lines;
    }

    private void start() throws IOException {
        process = CellProfilerPython.ofCellProfiler().start(folder.getRoot().toPath(), PROGRAM, errors());
        requests = process.outputWriter(StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    private Path errors() {
        return folder.getRoot().toPath().resolve("errors");
    }
}
