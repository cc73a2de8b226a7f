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
import java.util.List;

/**
 * A process that drives a submission from its state file, to be killed: at a given place it says so and stands still.
 */
final class SubmissionProcess {
    /** At the first move of a phase. */
    static final String START = "start";

    /** After the first remote command of a phase was run, and before its result is known to the submission. */
    static final String COMMAND = "command";

    private final String phase;
    private final String place;
    private final Submission submission;

    private SubmissionProcess(String phase, String place, Submission submission) {
        this.phase = phase;
        this.place = place;
        this.submission = submission;
    }

    /** @param args the operation's folder, host, port, user, key file, phase and place to stand still */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        HostKeys hostKeys = new HostKeys(folder.resolve("known_hosts"));
        try (Connections connections = new Connections(hostKeys)) {
            Login login = new Login(
                    args[1],
                    Integer.parseInt(args[2]),
                    args[3],
                    PrivateKeys.parse("test", List.of(Files.readString(Path.of(args[4]))), null),
                    HostKeyPolicy.FIRST_USE,
                    null,
                    null,
                    null);
            Submission submission = (Submission) new StateFile(folder).read();
            new SubmissionProcess(args[5], args[6], submission).run(folder, connections.shell(login, line -> {}));
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
        System.out.println("STANDS STILL");
        while (true) {
            try {
                Thread.sleep(1000);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
