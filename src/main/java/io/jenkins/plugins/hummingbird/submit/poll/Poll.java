package io.jenkins.plugins.hummingbird.submit.poll;

import io.jenkins.plugins.hummingbird.operation.Limits;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.slurm.ArrayQueue;
import io.jenkins.plugins.hummingbird.slurm.QueuedTask;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.scripts.RemoteScripts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One look at the tasks of some submissions: one command, in it one squeue. See {@code poll.sh}. */
final class Poll {
    /** How many records one look reads; the others are read by the next ones. */
    private static final int MOST_RECORDS = 10_000;

    /** What comes on top of the time that squeue may take. */
    private static final Duration FOR_RECORDS = Duration.ofSeconds(30);

    private final List<PollRequest> requests;
    private final Map<String, Integer> places = new HashMap<>();
    private final List<Map<Integer, GroupRecord>> records = new ArrayList<>();
    private final Map<String, String> known = new HashMap<>();
    private final Map<Long, List<QueuedTask>> tasks = new HashMap<>();
    private String silence;
    private boolean whole = true;

    /** @param requests one for each plan */
    Poll(List<PollRequest> requests) {
        this.requests = List.copyOf(requests);
        for (PollRequest request : requests) {
            places.put(request.plan(), records.size());
            records.add(new HashMap<>());
        }
    }

    /**
     * Asks. Called once.
     *
     * @param before what the look before has found known, by plan
     * @param patience how long squeue may take
     * @throws IOException nothing was learned
     */
    void run(Shell headNode, Map<String, String> before, Duration patience) throws IOException, OperationException {
        String lines = requests.stream()
                .map(request -> request.line(before.getOrDefault(request.plan(), "")))
                .collect(Collectors.joining());
        Command command = Command.script(
                        ArrayQueue.FUNCTION.text() + RemoteScripts.POLL.text(),
                        Long.toString(patience.toSeconds()),
                        Integer.toString(MOST_RECORDS),
                        Integer.toString(Limits.RECORD))
                .named("looking at the tasks")
                .stdin(lines.getBytes(StandardCharsets.UTF_8))
                .timeout(patience.plus(FOR_RECORDS))
                .largest(Limits.QUEUE);
        for (String line : headNode.output(command).split("\n")) {
            take(line);
        }
    }

    private void take(String line) throws IOException {
        try {
            takeFields(line.split("\t", 3));
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw new IOException("the look at the tasks printed a line that it does not know: " + line, e);
        }
    }

    private void takeFields(String[] fields) throws IOException {
        switch (fields[0]) {
            case "task" ->
                ArrayQueue.parse(fields[1]).forEach(task -> tasks.computeIfAbsent(task.job(), job -> new ArrayList<>())
                        .add(task));
            case "unknown" -> silence = fields[1].strip();
            case "record" -> {
                GroupRecord record = GroupRecord.parseLine(fields[2]);
                if (record != null) {
                    records.get(index(fields)).put(record.group(), record);
                }
            }
            case "known" -> known.merge(requests.get(index(fields)).plan(), fields[2], (one, more) -> one + "," + more);
            case "more" -> whole = false;
            default -> {
                // nothing to say of the tasks is an empty line
            }
        }
    }

    private static int index(String[] fields) {
        return Integer.parseInt(fields[1]) - 1;
    }

    /** @return whether Slurm answered */
    boolean slurmAnswered() {
        return silence == null;
    }

    /** @return what the next look need not read again, by plan */
    Map<String, String> known() {
        return known;
    }

    /** @return what it says to a request; null when it was not about all of the request's arrays */
    PollAnswer answer(PollRequest request) {
        Integer place = places.get(request.plan());
        if (place == null || !request.isAnsweredBy(requests.get(place))) {
            return null;
        }
        List<QueuedTask> own = new ArrayList<>();
        for (String array : request.arrays().split(",")) {
            own.addAll(tasks.getOrDefault(Long.parseLong(array.substring(0, array.indexOf(':'))), List.of()));
        }
        return new PollAnswer(own, silence, records.get(place), whole);
    }
}
