package io.jenkins.plugins.hummingbird.cellprofiler;

import static org.junit.Assert.assertEquals;

import java.util.List;
import org.junit.Test;

/** Logs of CellProfiler 4.2.8.1 failures, with shortened tracebacks. */
public class LogExcerptTest {
    private static final String USUAL = "Picked up JAVA_TOOL_OPTIONS: -Xmx2048m\n"
            + "Times reported are CPU and Wall-clock times for each module\n";
    private static final String PROGRESS = "Tue Nov 24 06:03:20 2026: Image # 1, module LoadData # 1:"
            + " CPU_time = 0.70 secs, Wall_time = 1.34 secs\n";

    private static final String MISSING_IMAGE = USUAL
            + "pipeline_exception\n"
            + "Error detected during run of module LoadData\n"
            + "Traceback (most recent call last):\n"
            + "  File \"/opt/cp/cellprofiler_core/pipeline/_pipeline.py\", line 1016, in run_with_yield\n"
            + "    self.run_module(module, workspace)\n"
            + "  File \"/opt/cp/bioformats/formatreader.py\", line 619, in __init__\n"
            + "    raise IOError(\n"
            + "FileNotFoundError: [Errno 2] The file, \"/im/P1/missing.tif\", does not exist.: '/im/P1/missing.tif'\n"
            + PROGRESS;

    private static final String CUT_IMAGE = "ost recent call last):\n"
            + "  File \"/opt/cp/bioformats/formatreader.py\", line 733, in init_reader\n"
            + "    self.rdr.setId(self.path)\n"
            + "  File \"/opt/cp/javabridge/jutil.py\", line 859, in fn\n"
            + "    raise JavaException(x)\n"
            + "javabridge.jutil.JavaException: Java Advanced Imaging (JAI) is required to read some TIFF files.\n"
            + "\n"
            + "During handling of the above exception, another exception occurred:\n"
            + "\n"
            + "Traceback (most recent call last):\n"
            + "  File \"/opt/cp/bioformats/formatreader.py\", line 756, in init_reader\n"
            + "    raise e2\n"
            + "OSError: [Errno 22] Could not load the file as an image (see log for details): b'/im/P2/B02_s4_wDNA.tif'\n";

    private static final String UNKNOWN_MODULE = "Failed to load pipeline\n"
            + "Traceback (most recent call last):\n"
            + "  File \"/opt/cp/cellprofiler_core/utilities/core/modules/__init__.py\", line 175, in get_module_class\n"
            + "    raise ValueError(\"Could not find the %s module\" % module_class)\n"
            + "ValueError: Could not find the NoSuchModule module\n"
            + USUAL
            + PROGRESS;

    @Test
    public void theErrorOfATracebackIsTheReason() {
        assertEquals(
                "FileNotFoundError: [Errno 2] The file, \"/im/P1/missing.tif\", does not exist.: '/im/P1/missing.tif'",
                LogExcerpt.of(MISSING_IMAGE));
        assertEquals("ValueError: Could not find the NoSuchModule module", LogExcerpt.of(UNKNOWN_MODULE));
    }

    @Test
    public void ofTwoErrorsTheLastIsTheReason() {
        assertEquals(
                "OSError: [Errno 22] Could not load the file as an image (see log for details):"
                        + " b'/im/P2/B02_s4_wDNA.tif'",
                LogExcerpt.of(CUT_IMAGE));
    }

    @Test
    public void errorsOfEveryKindAreFound() {
        for (String error : List.of(
                "numpy.core._exceptions._ArrayMemoryError: Unable to allocate 7.45 GiB for an array with shape (1, 2)",
                "MemoryError",
                "KeyboardInterrupt",
                "SystemExit: 1",
                "numpy.linalg.LinAlgError: Singular matrix",
                "javabridge.jutil.JavaException: nothing",
                "Exception in thread \"main\" java.lang.OutOfMemoryError: Java heap space")) {
            assertEquals(error, LogExcerpt.of(USUAL + error + "\n\tat java.base/x.y.z(X.java:1)\nlater\n" + PROGRESS));
        }
    }

    @Test
    public void withoutAnErrorTheLastUnusualLineIsTheReason() {
        assertEquals(
                "slurmstepd: error: Detected 1 oom_kill event",
                LogExcerpt.of(USUAL + PROGRESS + "slurmstepd: error: Detected 1 oom_kill event\n  \n\n" + PROGRESS));
        assertEquals(
                "task.sh: line 90: /opt/cp/cellprofiler: No such file or directory",
                LogExcerpt.of("task.sh: line 90: /opt/cp/cellprofiler: No such file or directory\n"));
        assertEquals(
                "zmq.error.Again: Resource temporarily unavailable",
                LogExcerpt.of("Traceback (most recent call last):\n  File \"x\"\n"
                        + "zmq.error.Again: Resource temporarily unavailable\nException in thread Thread-5:\n"));
    }

    @Test
    public void linesOfEveryLogAreNoReason() {
        assertEquals("", LogExcerpt.of(""));
        assertEquals("", LogExcerpt.of(USUAL + PROGRESS + PROGRESS));
        assertEquals("", LogExcerpt.of("MySQL could not be loaded.\n\n" + USUAL));
        assertEquals("", LogExcerpt.of("Traceback (most recent call last):\n  File \"x\", line 1\n    cut off he\n"));
    }

    @Test
    public void aTruncatedProgressLineIsNoReason() {
        for (int from = 0; from < PROGRESS.length(); from++) {
            assertEquals("", LogExcerpt.of(PROGRESS.substring(from) + PROGRESS));
        }
    }

    @Test
    public void aSentenceAboutAnErrorIsNotAnError() {
        assertEquals("Done", LogExcerpt.of("The Error: see above\nNo Exception was seen\nDone\n"));
    }

    @Test
    public void aLongLineIsTruncated() {
        String excerpt = LogExcerpt.of("ValueError: " + "x".repeat(1000));
        assertEquals(303, excerpt.length());
        assertEquals("xxx...", excerpt.substring(297));
    }
}
