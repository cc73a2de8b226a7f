package io.jenkins.plugins.hummingbird.slurm;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What array-queue.sh makes of lines that squeue prints for tasks that wait. */
public class ArrayQueueTest {
    @Rule
    public final TemporaryFolder temp = new TemporaryFolder();

    private List<String> queue(String... reasons) throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < reasons.length; i++) {
            lines.append("7 ")
                    .append(i + 1)
                    .append(" PENDING 0 one ")
                    .append(reasons[i])
                    .append('\n');
        }
        Path said = temp.newFile().toPath();
        Files.writeString(said, lines);
        Path squeue = temp.getRoot().toPath().resolve("squeue");
        Files.writeString(squeue, "#!/bin/sh\ncat '" + said + "'\n");
        squeue.toFile().setExecutable(true);
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", ArrayQueue.FUNCTION.text() + "array_queue 60 <<<7:one")
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        bash.environment().merge("PATH", "", (path, none) -> temp.getRoot() + ":" + path);
        Process process = bash.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(), is(0));
        return out.lines().toList();
    }

    @Test
    public void aTaskHeldBySlurmHasTheReason() throws Exception {
        assertThat(
                queue("JobHeldUser", "JobHeldAdmin", "JobHoldMaxRequeue", "launch failed requeued held"),
                containsInAnyOrder(
                        "7 1 PENDING+JobHeldUser 0",
                        "7 2 PENDING+JobHeldAdmin 0",
                        "7 3 PENDING+JobHoldMaxRequeue 0",
                        "7 4 PENDING+launch_failed_requeued_held 0"));
        assertThat(
                queue("launch_failed_requeued_held", "job_requeued_in_held_state"),
                containsInAnyOrder(
                        "7 1 PENDING+launch_failed_requeued_held 0", "7 2 PENDING+job_requeued_in_held_state 0"));
    }

    @Test
    public void theReasonOfATaskThatWaitsHasNoNamesOfNodes() throws Exception {
        assertThat(
                queue(
                        "ReqNodeNotAvail, UnavailableNodes:household-1",
                        "ReqNodeNotAvail,_UnavailableNodes:threshold-2",
                        "Nodes required for job are DOWN, DRAINED or reserved",
                        "None"),
                containsInAnyOrder(
                        "7 1,2 PENDING+ReqNodeNotAvail 0",
                        "7 3 PENDING+Nodes_required_for_job_are_DOWN 0",
                        "7 4 PENDING 0"));
    }
}
