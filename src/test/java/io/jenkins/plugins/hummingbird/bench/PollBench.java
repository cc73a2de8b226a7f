package io.jenkins.plugins.hummingbird.bench;

import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.ssh.connection.Connections;
import io.jenkins.plugins.hummingbird.submit.poll.TaskPolls;
import java.util.Map;

/** What one look at 10,000 tasks costs while they run: a few of them ended, the most wait. */
final class PollBench {
    private static final int TASKS = 10_000;
    private static final int POLLS = 6;

    private PollBench() {}

    static void run(HeadNode headNode) throws Exception {
        ShortTasks tasks = new ShortTasks(headNode.shared().resolve("poll"), TASKS, "0.2");
        try (Connections connections = headNode.connections()) {
            CountingShell shell = new CountingShell(headNode.shell(connections));
            Drive drive = new Drive(
                    tasks.folder().resolve("build").resolve("poll"), shell, new TaskPolls(), tasks.request(headNode));
            while (!drive.phase().equals("FOLLOW")) {
                Thread.sleep(drive.move().delay().toMillis());
                drive.requireWell();
            }
            System.out.printf("%d tasks of one submission%n", TASKS);
            System.out.printf(
                    "%-5s %8s %9s %8s %9s %8s  %s%n",
                    "poll", "ended", "commands", "bytes", "requests", "wall s", "then waits s");
            for (int poll = 1; poll <= POLLS; poll++) {
                long commands = shell.commands.get();
                long bytes = shell.bytes.get();
                headNode.resetRequests();
                long start = System.nanoTime();
                Next next = drive.move();
                double seconds = (System.nanoTime() - start) / 1e9;
                drive.requireWell();
                Map<String, Integer> requests = headNode.requests();
                System.out.printf(
                        "%-5d %8d %9d %8d %9d %8.2f  %.1f%n",
                        poll,
                        tasks.ended(),
                        shell.commands.get() - commands,
                        shell.bytes.get() - bytes,
                        requests.values().stream().mapToInt(Integer::intValue).sum(),
                        seconds,
                        next.delay().toMillis() / 1e3);
                Thread.sleep(next.delay().toMillis());
            }
        }
    }
}
