package io.jenkins.plugins.hummingbird.cellprofiler;

import static org.junit.Assert.assertEquals;

import io.jenkins.plugins.hummingbird.TestSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.AssumptionViolatedException;

/** Runs a program in a real Python. The test is skipped if there is none. */
public final class CellProfilerPython {
    private final String command;

    private CellProfilerPython(String command) {
        this.command = command;
    }

    /** @return the Python on PATH */
    public static CellProfilerPython any() {
        boolean found = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "python3")));
        if (!found) {
            throw new AssumptionViolatedException("there is no python3 on this machine");
        }
        return new CellProfilerPython("python3");
    }

    /** @return the Python of the CellProfiler that the system property hummingbird.cellprofiler names */
    public static CellProfilerPython ofCellProfiler() {
        String cellprofiler = System.getProperty("hummingbird.cellprofiler", "");
        Path python = Path.of(cellprofiler).resolveSibling("python");
        TestSet.needsProgram(
                !cellprofiler.isEmpty() && Files.isExecutable(python),
                "the property hummingbird.cellprofiler names none in a Python of its own");
        return new CellProfilerPython(python.toString());
    }

    /**
     * Starts a program with pipes to its standard input and output.
     *
     * @param errors where its standard error goes
     */
    Process start(Path folder, String program, Path errors) throws IOException {
        return builder(folder, program).redirectError(errors.toFile()).start();
    }

    private ProcessBuilder builder(Path folder, String program, String... arguments) throws IOException {
        Path script = Files.writeString(folder.resolve("program.py"), program);
        List<String> words = new ArrayList<>(List.of(command, script.toString()));
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder;
    }

    /** @return the lines that the program prints */
    public List<String> run(Path folder, String program, String input, String... arguments)
            throws IOException, InterruptedException {
        Path in = Files.writeString(folder.resolve("program.in"), input);
        Path out = folder.resolve("program.out");
        Path err = folder.resolve("program.err");
        int code = builder(folder, program, arguments)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        assertEquals(Files.readString(err), 0, code);
        return Files.readAllLines(out, StandardCharsets.UTF_8);
    }
}
