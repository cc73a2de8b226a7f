package io.jenkins.plugins.hummingbird.submit;

import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Leaves out the groups that an earlier submission has done with the same inputs and whose results are still published
 * as they were, and makes the first round of the rest.
 */
final class SkipDone implements Part {
    /** Which attempt's results stand for each group that is left out: a line with its number and the attempt. */
    private static final String FILE = "skipped";

    /** A million files on a slow file system. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    @Override
    public Next move(Submission submission, SubmitSurroundings around) throws IOException, OperationException {
        Path folder = around.folder();
        Plan plan = submission.plan(folder);
        int groups = plan.groups().size();
        Map<Integer, String> done = submission.request().skipDone ? done(submission, around, plan) : Map.of();
        List<String> lines = done.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .toList();
        Files.write(folder.resolve(FILE), lines);
        Round round = Round.first(groups, done.keySet());
        round.write(folder);
        submission.begin(round);
        submission.states = new GroupStates(groups);
        GroupState[] states = submission.states.all();
        done.keySet().forEach(group -> states[group - 1] = GroupState.SKIPPED);
        submission.states.set(states);
        if (!done.isEmpty()) {
            around.log(done.size() + " of " + groups + (groups == 1 ? " group was" : " groups were")
                    + " done before with the same inputs and are skipped; skipDone: false runs them again");
        }
        return submission.goOn(round.size() == 0 ? Phase.READ_RECORDS : Phase.UPLOAD);
    }

    /** @return by group, which attempt's results stand for it: {@code SUBMISSION.ROUND.RESTARTS} */
    static Map<Integer, String> read(Path folder) throws IOException {
        Map<Integer, String> attempts = new HashMap<>();
        for (String line : Files.readAllLines(folder.resolve(FILE))) {
            int blank = line.indexOf(' ');
            attempts.put(Integer.parseInt(line.substring(0, blank)), line.substring(blank + 1));
        }
        return attempts;
    }

    private static Map<Integer, String> done(Submission submission, SubmitSurroundings around, Plan plan)
            throws IOException, OperationException {
        List<String> digests = CheckInputs.digests(around.folder());
        Map<String, Integer> numbers = new HashMap<>();
        StringBuilder wanted = new StringBuilder();
        for (int number = 1; number <= digests.size(); number++) {
            String folder = plan.group(number).folder();
            numbers.put(folder, number);
            wanted.append(folder).append(' ').append(digests.get(number - 1)).append('\n');
        }
        Map<Integer, String> done = new TreeMap<>();
        RemoteScripts.run(
                        around.headNode(submission.request()),
                        RemoteScripts.DONE
                                .command(submission.outputFolder())
                                .named("the look for groups that are done")
                                .timeout(LONGEST)
                                .stdin(wanted.toString().getBytes(StandardCharsets.UTF_8)))
                .lines()
                .map(line -> line.split(" "))
                .filter(parts -> parts.length == 2 && numbers.containsKey(parts[0]))
                .forEach(parts -> done.put(numbers.get(parts[0]), parts[1]));
        return done;
    }
}
