package io.jenkins.plugins.hummingbird.submit.usage;

import io.jenkins.plugins.hummingbird.slurm.NodeFeatures;
import io.jenkins.plugins.hummingbird.submit.board.Execution;
import io.jenkins.plugins.hummingbird.submit.board.Executions;
import io.jenkins.plugins.hummingbird.submit.board.GroupState;
import io.jenkins.plugins.hummingbird.submit.board.GroupStates;
import io.jenkins.plugins.hummingbird.submit.board.Round;
import io.jenkins.plugins.hummingbird.submit.request.NodePrices;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import io.jenkins.plugins.hummingbird.submit.state.SubmissionState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A submission that took what a test says: an hour, from second 0. */
final class CountedSubmission {
    static final Instant END = Instant.ofEpochSecond(3600);

    final SubmitRequest request = new SubmitRequest();
    final SubmissionState state = new SubmissionState("submit-1", request, Instant.EPOCH);
    private final Path folder;

    CountedSubmission(Path folder) {
        this.folder = folder;
    }

    /** All groups are in the first round. */
    CountedSubmission groups(GroupState... states) throws IOException {
        state.groupTasks.states = new GroupStates(states.length);
        state.groupTasks.states.set(states);
        Set<Integer> skipped = new HashSet<>();
        for (int group = 1; group <= states.length; group++) {
            if (states[group - 1] == GroupState.SKIPPED) {
                skipped.add(group);
            }
        }
        state.groupTasks.beginFirst(states.length, skipped, folder);
        state.groupTasks.intend(states.length - skipped.size(), request.groupsPerTask);
        return this;
    }

    CountedSubmission completed(int count) throws IOException {
        GroupState[] states = new GroupState[count];
        Arrays.fill(states, GroupState.COMPLETED);
        return groups(states);
    }

    CountedSubmission retry(int group, int factor) throws IOException {
        Round.of(1, List.of(new Round.Task(group, factor))).write(folder);
        return this;
    }

    CountedSubmission took(int group, int round, String node, long from, long to) throws IOException {
        return ended(group, round, node, from, to, 0, Execution.COMPLETED);
    }

    CountedSubmission ended(int group, int round, String node, long from, long to, long peakMiB, String end)
            throws IOException {
        String attempt = round + ".0.a" + group;
        Executions.append(folder, List.of(new Execution(group, attempt, node, from, to, peakMiB * 1024, end)));
        return this;
    }

    /** An execution of the first round after which Slurm began the task again. */
    CountedSubmission requeued(int group, String node, long from, long to) throws IOException {
        Executions.append(folder, List.of(new Execution(group, "0.0.r", node, from, to, 0, Execution.REQUEUED)));
        return this;
    }

    CountedSubmission mergedTables(String node, long from, long to) throws IOException {
        Path tables = Files.createDirectories(folder.resolve("tables"));
        Executions.append(tables, List.of(new Execution(1, "0.0.t", node, from, to, 0, Execution.COMPLETED)));
        return this;
    }

    /** @param nodes name, partition and features, separated by blanks */
    CountedSubmission nodes(String... nodes) throws IOException {
        List<NodeFeatures> known = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String node : nodes) {
            String[] words = node.split(" ");
            known.add(new NodeFeatures(words[0], words[1], List.of(words[2].split(","))));
            names.add(words[0]);
        }
        NodeTypes.of(known, names, request.partition).write(folder);
        return this;
    }

    Usage usage(NodePrices prices) throws IOException {
        return Usage.of(state, prices, folder, END);
    }

    Usage usage() throws IOException {
        return usage(NodePrices.NONE);
    }
}
