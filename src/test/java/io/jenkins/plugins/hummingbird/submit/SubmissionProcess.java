package io.jenkins.plugins.hummingbird.submit;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.StateFile;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.HostKeyPolicy;
import io.jenkins.plugins.hummingbird.ssh.Login;
import io.jenkins.plugins.hummingbird.ssh.Result;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.ssh.connection.Connections;
import io.jenkins.plugins.hummingbird.ssh.hostkey.HostKeys;
import io.jenkins.plugins.hummingbird.ssh.key.PrivateKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that drives submissions from their state files, to be killed: each says when it is at a given place, and stands
 * still there.
 */
final class SubmissionProcess {
    /** At the first move of a phase. */
    static final String START = "start";

    /** After the first remote command of a phase was run, and before its result is known to the submission. */
    static final String COMMAND = "command";

    /** The line that is printed. */
    static final String STANDS_STILL = "STANDS STILL";

    private final String phase;
    private final String place;
    private final Submission submission;

    private SubmissionProcess(String phase, String place, Submission submission) {
        this.phase = phase;
        this.place = place;
        this.submission = submission;
    }

    /**
     * @param args host, port, user, key file and place to stand still; then for each submission its folder and the phase in
     *     which it is to stand still
     */
    public static void main(String[] args) throws Exception {
        HostKeys hostKeys = new HostKeys(Path.of(args[5]).resolve("known_hosts"));
        try (Connections connections = new Connections(hostKeys)) {
            Login login = new Login(
                    args[0],
                    Integer.parseInt(args[1]),
                    args[2],
                    PrivateKeys.parse("test", List.of(Files.readString(Path.of(args[3]))), null),
                    HostKeyPolicy.FIRST_USE,
                    null,
                    null,
                    null);
            List<Thread> threads = new ArrayList<>();
            for (int i = 5; i < args.length; i += 2) {
                Path folder = Path.of(args[i]);
                Submission submission = (Submission) new StateFile(folder).read();
                SubmissionProcess one = new SubmissionProcess(args[i + 1], args[4], submission);
                threads.add(new Thread(() -> one.runOrExit(folder, connections.shell(login, line -> {}))));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    private void runOrExit(Path folder, Shell shell) {
        try {
            run(folder, shell);
            System.out.println(phase + " was not passed through");
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private void run(Path folder, Shell shell) throws Exception {
        TestSubmitContext jenkins = new TestSubmitContext(folder, stopping(shell), submission);
        do {
            standStillAt(START);
        } while (!jenkins.move());
    }

    private Shell stopping(Shell shell) {
        return new Shell() {
            @Override
            public Result run(Command command) throws IOException, OperationException {
                Result result = shell.run(command);
                standStillAt(COMMAND);
                return result;
            }
        };
    }

    private void standStillAt(String here) {
        if (!here.equals(place) || !submission.phaseName().equals(phase)) {
            return;
        }
        System.out.println(STANDS_STILL);
        while (true) {
            try {
                Thread.sleep(1000);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
