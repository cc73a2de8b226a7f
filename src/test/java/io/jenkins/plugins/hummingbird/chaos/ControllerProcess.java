package io.jenkins.plugins.hummingbird.chaos;

import io.jenkins.plugins.hummingbird.bench.FolderContext;
import io.jenkins.plugins.hummingbird.bench.HeadNode;
import io.jenkins.plugins.hummingbird.bench.Pool;
import io.jenkins.plugins.hummingbird.operation.Next;
import io.jenkins.plugins.hummingbird.operation.Outcome;
import io.jenkins.plugins.hummingbird.operation.StateFile;
import io.jenkins.plugins.hummingbird.operation.moves.MovePool;
import io.jenkins.plugins.hummingbird.operation.moves.MoveScheduler;
import io.jenkins.plugins.hummingbird.ssh.Shell;
import io.jenkins.plugins.hummingbird.ssh.connection.Connections;
import io.jenkins.plugins.hummingbird.submit.Submission;
import io.jenkins.plugins.hummingbird.submit.poll.TaskPolls;
import io.jenkins.plugins.hummingbird.submit.request.SubmitRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Stands in for Jenkins' process, to be killed at any moment: drives all submissions of its home folder, each from the
 * state file that it finds there, and ends with its standard input.
 */
final class ControllerProcess {
    /** Kept: a level that is set is forgotten with its logger. */
    private static final Logger SSHD = Logger.getLogger("org.apache.sshd");

    private final Path home;
    private final Path control;
    private final Shell headNode;
    private final MovePool pool = Pool.open();
    private final List<Build> builds = new ArrayList<>();
    private final TaskPolls polls = new TaskPolls();
    private final Set<Path> known = new HashSet<>();

    private ControllerProcess(Path home, Path control, Shell headNode) {
        this.home = home;
        this.control = control;
        this.headNode = headNode;
    }

    /** @param args the head node's folder, the home folder and the folder of {@link Control} */
    public static void main(String[] args) throws Exception {
        SSHD.setLevel(Level.WARNING);
        HeadNode headNode = new HeadNode(Path.of(args[0]));
        try (Connections connections = headNode.connections()) {
            ControllerProcess process =
                    new ControllerProcess(Path.of(args[1]), Path.of(args[2]), headNode.shell(connections));
            endWithInput();
            while (true) {
                process.look();
                Thread.sleep(50);
            }
        }
    }

    /** Its standard input is a pipe that nobody writes to, and that has an end when the campaign has one. */
    private static void endWithInput() {
        Thread thread = new Thread(() -> {
            try {
                System.in.read();
            } catch (IOException e) {
                // ends all the same
            }
            Runtime.getRuntime().halt(1);
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes up what is new in the home folder, and passes on that a build is to stop. */
    private void look() throws IOException {
        try (Stream<Path> folders = Files.list(home)) {
            for (Path folder : (Iterable<Path>) folders::iterator) {
                String id = folder.getFileName().toString();
                if (new StateFile(folder).exists()
                        && !Files.exists(Control.outcome(control, id))
                        && known.add(folder)) {
                    builds.add(new Build(folder));
                }
            }
        }
        builds.forEach(Build::stopIfAsked);
    }

    private final class Build extends FolderContext {
        private final Submission submission;
        private final MoveScheduler course;
        private final List<String> unsaid = new ArrayList<>();
        private boolean stopped;

        Build(Path folder) throws IOException {
            super(folder);
            submission = (Submission) new StateFile(folder).read();
            course = new MoveScheduler(pool, submission::host, this::move);
            course.wake();
        }

        void stopIfAsked() {
            if (!stopped && Files.exists(Control.stop(control, submission.id()))) {
                stopped = true;
                submission.stop();
                course.wake();
            }
        }

        private Next move() {
            Next next = submission.move(this);
            if (next.over()) {
                tell(submission.outcome());
            }
            return next;
        }

        private void tell(Outcome outcome) {
            try {
                Path file = Control.outcome(control, submission.id());
                Path fresh = file.resolveSibling(file.getFileName() + ".new");
                Files.writeString(fresh, outcome.kind() + "\n" + outcome.message() + "\n");
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Instant now() {
            return Instant.now().plusSeconds(Control.secondsAhead(control));
        }

        @Override
        public TaskPolls taskPolls() {
            return polls;
        }

        @Override
        public void log(String line) {
            unsaid.add(line);
        }

        @Override
        public void save() throws IOException {
            new StateFile(folder()).write(submission);
            StringBuilder lines = new StringBuilder();
            unsaid.forEach(
                    line -> lines.append(Instant.now()).append(' ').append(line).append('\n'));
            unsaid.clear();
            Files.writeString(
                    Control.log(control, submission.id()), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }

        @Override
        public Shell headNode(SubmitRequest request, String host, String rememberedAs) {
            return headNode;
        }
    }
}
