package hudson;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Not in Jenkins: a process of this machine, as a launcher starts it there and on an agent. */
final class LocalProcess extends Proc {
    private final Process process;
    private final List<Thread> copiers = new ArrayList<>();

    LocalProcess(List<String> words, EnvVars overrides, FilePath folder, OutputStream out, OutputStream err)
            throws IOException {
        EnvVars environment = new EnvVars(System.getenv());
        environment.overrideExpandingAll(overrides);
        ProcessBuilder builder =
                new ProcessBuilder(words.stream().map(environment::expand).toList());
        builder.directory(new File(folder.getRemote()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        process = builder.start();
        process.getOutputStream().close();
        copy(process.getInputStream(), out);
        copy(process.getErrorStream(), err);
    }

    private void copy(InputStream from, OutputStream to) {
        Thread thread = new Thread(() -> {
            try (from) {
                from.transferTo(to);
            } catch (IOException e) {
                return; // the process was killed
            }
        });
        thread.setDaemon(true);
        thread.start();
        copiers.add(thread);
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void kill() throws InterruptedException {
        Stream.concat(process.descendants().toList().stream(), Stream.of(process.toHandle()))
                .forEach(ProcessHandle::destroyForcibly);
        join();
    }

    @Override
    public int join() throws InterruptedException {
        int exitCode = process.waitFor();
        for (Thread copier : copiers) {
            copier.join(10_000);
        }
        return exitCode;
    }

    /** Kills all processes of this machine, but this one, that have these variables. */
    static void killAll(Map<String, String> variables) {
        ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid() && hasAll(process, variables))
                .forEach(ProcessHandle::destroyForcibly);
    }

    private static boolean hasAll(ProcessHandle process, Map<String, String> variables) {
        try {
            String environment =
                    Files.readString(Path.of("/proc/" + process.pid() + "/environ"), StandardCharsets.ISO_8859_1);
            List<String> pairs = List.of(environment.split("\0"));
            return variables.entrySet().stream().allMatch(one -> pairs.contains(one.getKey() + '=' + one.getValue()));
        } catch (IOException e) {
            return false; // another user's, or it has just ended
        }
    }
}
