package io.jenkins.plugins.hummingbird.cellprofiler.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import org.junit.Test;

/** The output of the script on the head node that reads a pipeline. */
public class PipelineReadingTest {
    private static final String WHOLE =
            """
            version\t4.2.8.1
            image\t2\tMeasureImageIntensity\tDNA
            file\t3\tFilterObjects\t/models/rules.txt
            plugin-file\t4\tRunFoo\t/models/foo
            pipeline
            CellProfiler Pipeline: http://www.cellprofiler.org

            error\t1\tx\ty
            end
            """;

    @Test
    public void aCompleteOutputIsParsed() {
        PipelineReading reading = PipelineReading.parse(WHOLE);
        assertThat(reading.unread(), is(""));
        assertThat(reading.version(), is("4.2.8.1"));
        assertThat("the pipeline contains no lines of the output", reading.errors(), is(empty()));
        assertThat(reading.images(), contains(new PipelineReading.Remark(2, "MeasureImageIntensity", "DNA")));
        assertThat(reading.files().get(0).said(), is("/models/rules.txt (module 3, FilterObjects)"));
        assertThat(reading.pluginFiles().get(0).text(), is("/models/foo"));
        assertThat(reading.pipeline(), is("CellProfiler Pipeline: http://www.cellprofiler.org\n\nerror\t1\tx\ty\n"));
    }

    @Test
    public void aTruncatedOutputIsIgnored() {
        for (int length = 0; length < WHOLE.length(); length++) {
            assertThat(PipelineReading.parse(WHOLE.substring(0, length)).unread(), is("its output is truncated"));
        }
        assertThat(PipelineReading.parse("unread\tno Python\n").unread(), is("no Python"));
    }

    @Test
    public void anErrorNeedsNoPipeline() {
        PipelineReading reading = PipelineReading.parse("version\t4.2.8.1\nerror\t0\t\tPipeline file version\nend\n");
        assertThat(reading.unread(), is(""));
        assertThat(reading.errors(), contains(new PipelineReading.Remark(0, "", "Pipeline file version")));
    }
}
