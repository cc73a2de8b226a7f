package io.jenkins.plugins.hummingbird.submit.forecast;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.Assert.assertThrows;

import io.jenkins.plugins.hummingbird.cellprofiler.table.Group;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.Result;
import io.jenkins.plugins.hummingbird.submit.Submission;
import io.jenkins.plugins.hummingbird.submit.TestSubmitContext;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.board.GroupStates;
import io.jenkins.plugins.hummingbird.submit.request.NamedCluster;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.request.UsedCluster;
import io.jenkins.plugins.hummingbird.submit.state.Plan;
import io.jenkins.plugins.hummingbird.submit.state.SampleForecast;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What is made of records that are wrong, and of answers that Slurm does not give. */
public class MakeForecastTest {
    private static final String NODES = "*%c*) echo 'q* n1 4 16000 idle';;";
    private static final String FEATURES = "*%f*) echo 'n1 q c5.large';;";

    @Rule
    public final TemporaryFolder temp = new TemporaryFolder();

    private TestSubmitContext context;

    /** One that was begun an hour ago; each of its groups is completed, in the time between two seconds of its node's clock. */
    private void submission(long[]... times) throws Exception {
        SubmitRequest request = new SubmitRequest();
        NamedCluster lab = new NamedCluster();
        lab.name = "lab";
        lab.host = "head";
        lab.nodePrices = "c5.large=3600, *=1";
        UsedCluster.apply(lab, request);
        Path folder = temp.newFolder().toPath();
        Submission submission =
                new Submission("submit-1", request, Instant.now().minusSeconds(3600));
        context = new TestSubmitContext(folder, this::run, submission);
        List<Group> groups = new ArrayList<>();
        List<String> records = new ArrayList<>();
        for (int group = 1; group <= times.length; group++) {
            groups.add(new Group(List.of("P" + group), "g" + group, 0, 1, 1, group));
            records.add(String.join("\t", "" + group, "0.0.a", "completed", "0", "1", "1", "n1") + "\t"
                    + times[group - 1][0] + "\t" + times[group - 1][1] + "\t\t0\t0\t0\t");
        }
        new Plan(List.of("Plate"), groups).write(folder);
        Files.write(folder.resolve(SubmissionFiles.RECORDS), records);
        Files.writeString(folder.resolve(SubmissionFiles.OUTPUTS), "path,bytes\ng1/Cells.csv,100\n");
        SampleSizes.write(
                Collections.nCopies(times.length, new GroupSpot("", 0, 0, 1)),
                IntStream.rangeClosed(1, times.length).boxed().collect(Collectors.toSet()),
                folder);
        GroupState[] states = new GroupState[times.length];
        Arrays.fill(states, GroupState.COMPLETED);
        submission.state().groupTasks.states = GroupStates.skipping(times.length, Set.of());
        submission.state().groupTasks.states.set(states);
    }

    /** Runs commands here, with the test's sinfo. */
    private Result run(Command command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command.words());
        builder.environment().put("PATH", temp.getRoot() + ":" + System.getenv("PATH"));
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return Result.ofBash(process.waitFor(), out, err);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** @param answers cases of bash, by the arguments; it fails where none applies */
    private void sinfo(String... answers) throws IOException {
        Path sinfo = temp.getRoot().toPath().resolve("sinfo");
        Files.writeString(sinfo, "#!/bin/bash\ncase $* in\n" + String.join("\n", answers) + "\n*) exit 1;;\nesac\n");
        assertThat(sinfo.toFile().setExecutable(true), is(true));
    }

    private SampleForecast forecast() throws Exception {
        new MakeForecast().move(context.submission().state(), context);
        context.save();
        return context.submission().state().forecast;
    }

    @Test
    public void theClockOfANodeIsBelievedAsFarAsTheSubmissionTookThatLong() throws Exception {
        sinfo(NODES, FEATURES);
        submission(new long[] {1000, 1100}, new long[] {900_000, 500});
        assertThat("one was set back", forecast().cpuSeconds, is(100.0));
        assertThat(forecast().measured, is(2));
        submission(new long[] {5, 490_000L * 3600});
        assertThat("one was at 1970 at first", forecast().cpuSeconds, lessThan(2 * 3600.0));
    }

    @Test
    public void thereAreHoursWithoutAPriceWhereSlurmSaysWhichNodesThereAreOnly() throws Exception {
        sinfo(NODES, FEATURES);
        submission(new long[] {1000, 1100});
        assertThat(forecast().price, is(100.0));
        sinfo(NODES);
        assertThrows(IOException.class, this::forecast);
        assertThrows(IOException.class, this::forecast);
        SampleForecast forecast = forecast();
        assertThat(forecast.seconds, is(100.0));
        assertThat("not that of all others", forecast.price, is(nullValue()));
        assertThat(context.log, hasItem(startsWith("the forecast has no price, for Slurm did not say what its nodes")));
    }

    @Test
    public void thereAreNoHoursWhereSlurmDoesNotSayWhichNodesThereAre() throws Exception {
        sinfo();
        submission(new long[] {1000, 1100});
        assertThrows(IOException.class, this::forecast);
        assertThrows(IOException.class, this::forecast);
        assertThat(forecast().tasksAtOnce, is(0));
        assertThat(context.log, hasItem(startsWith("the forecast has no hours, for Slurm did not say which nodes")));
    }
}
