package io.jenkins.plugins.hummingbird.chaos;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.bench.HeadNode;
import io.jenkins.plugins.hummingbird.bench.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The place of one round: a folder with a head node of its own, and file systems of its own where that is allowed. */
final class Site {
    /** How large {@code output} is, in bytes, and how many files it holds. */
    private static final String OUTPUT_SIZE = "size=24m,nr_inodes=6000";

    private static final String HOME_SIZE = "size=16m";
    private static final Set<String> DAEMONS = Set.of("slurmctld", "slurmd", "slurmstepd", "munged");

    private final Path folder;
    private final boolean mounts;
    private final Map<String, Object> locks = new ConcurrentHashMap<>();
    private HeadNode headNode;

    /** @param mounts whether file systems may be mounted */
    Site(Path folder, boolean mounts) {
        this.folder = folder;
        this.mounts = mounts;
    }

    /** @return whether this user may mount file systems; tried */
    static boolean canMount(Path folder) throws IOException, InterruptedException {
        Path probe = Files.createDirectories(folder.resolve("mount"));
        try {
            Tool.run(List.of("mount", "-t", "tmpfs", "tmpfs", probe.toString()), Map.of());
            Tool.run(List.of("umount", probe.toString()), Map.of());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    void start(RoundPlan plan) throws IOException, InterruptedException {
        for (Path each : List.of(images(), control(), home(), headNodeFolder())) {
            Files.createDirectories(each);
        }
        List<String> words = new ArrayList<>(List.of("start", headNodeFolder().toString()));
        words.addAll(List.of("--nodes", "" + plan.nodes(), "--cpus", "" + plan.cpus()));
        words.addAll(List.of("--min-job-age", "" + plan.minJobAge()));
        HeadNodeRule.script(words.toArray(new String[0]));
        headNode = new HeadNode(headNodeFolder());
        Files.createDirectories(output());
        mount(output(), OUTPUT_SIZE);
        mount(home(), HOME_SIZE);
        Files.writeString(images().resolve("image.tif"), "pixels");
        Files.createFile(journal());
        Files.createFile(merges());
        Path python = Path.of("src/local/chaos.d/tables-python").toAbsolutePath();
        String seconds = Double.toString(plan.tables().delayMillis() / 1000.0);
        Files.writeString(
                tablesPython(), "#!/bin/bash\nexec '" + python + "' '" + images() + "' " + seconds + " \"$@\"\n");
        Files.setPosixFilePermissions(tablesPython(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Path sbatch = headNode.bin().resolve("sbatch");
        Files.move(sbatch, sbatch.resolveSibling("sbatch.real"));
        Files.copy(Path.of("src/local/chaos.d/sbatch"), sbatch, StandardCopyOption.COPY_ATTRIBUTES);
        // a shell that sshd starts reads this
        Files.writeString(headNodePath().resolve("tmp/.bashrc"), "PATH=" + headNode.bin() + ":$PATH\n");
    }

    private void mount(Path place, String options) throws IOException, InterruptedException {
        if (mounts) {
            Tool.run(List.of("mount", "-t", "tmpfs", "-o", options, "tmpfs", place.toString()), Map.of());
        }
    }

    HeadNode headNode() {
        return headNode;
    }

    Path folder() {
        return folder;
    }

    Path headNodeFolder() {
        return folder.resolve("head-node");
    }

    /** The name by which the head node's parts know its folder. */
    private Path headNodePath() {
        return headNode.shared().getParent();
    }

    Path output() {
        return headNode.shared().resolve("output");
    }

    Path images() {
        return folder.resolve("images");
    }

    Path journal() {
        return images().resolve("journal");
    }

    /** Where the executions that merge tables say what they do. */
    Path merges() {
        return images().resolve("merges");
    }

    /** The Python that merges tables. */
    Path tablesPython() {
        return images().resolve("python");
    }

    /** @return the link to the tables of a plate */
    Path tables(String plate) {
        return output().resolve("tables").resolve(plate);
    }

    /** @return the folder that a link of a group or a plate leads to, whether it is there or not */
    static Path results(Path link) throws IOException {
        return link.resolveSibling(Files.readSymbolicLink(link)).normalize();
    }

    /** JENKINS_HOME. */
    Path home() {
        return folder.resolve("home");
    }

    /** See {@link Control}. */
    Path control() {
        return folder.resolve("control");
    }

    /** What the sbatch of this head node was asked, a line each. */
    List<String> sbatchLog() throws IOException {
        Path log = headNodePath().resolve("sbatch.log");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    /** Lets the next sbatch stand still {@code before} or {@code after} Slurm was asked. */
    void holdSbatch(String where) throws IOException {
        Files.writeString(headNodePath().resolve("sbatch.hold"), where + "\n");
    }

    void releaseSbatch() throws IOException {
        Files.deleteIfExists(headNodePath().resolve("sbatch.hold"));
    }

    /** When the controller's state of its jobs was last written, in milliseconds since 1970. */
    long jobStateMillis() throws IOException {
        Path state = slurmState().resolve("job_state");
        return Files.exists(state) ? Files.getLastModifiedTime(state).toMillis() : 0;
    }

    /** Where the controller of Slurm keeps its state. */
    Path slurmState() {
        return headNodePath().resolve("state");
    }

    /** Starts or kills a part of the head node; a start that fails is left to the next. */
    void part(String name, String action) throws IOException, InterruptedException {
        synchronized (locks.computeIfAbsent(name.startsWith("node") ? "slurmd" : name, n -> new Object())) {
            try {
                HeadNodeRule.script("part", headNodeFolder().toString(), name, action);
            } catch (AssertionError e) {
                if (!action.equals("start")) {
                    throw e;
                }
                note("could not start " + name + ": " + e.getMessage());
            }
        }
    }

    /** Runs a command of Slurm as an administrator does. */
    String slurm(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("timeout", "20"));
        command.addAll(List.of(words));
        return Tool.run(command, Map.of("SLURM_CONF", headNode.slurmConf().toString()));
    }

    /** The same where it does not matter whether it succeeds, for example as the controller may be down. */
    String trySlurm(String... words) throws InterruptedException {
        try {
            return slurm(words);
        } catch (IOException e) {
            return "";
        }
    }

    /** Writes a line of what the campaign itself did here. */
    synchronized void note(String line) {
        try {
            Files.writeString(
                    folder.resolve("campaign.log"),
                    Instant.now() + " " + line + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The commands that run on the head node for its users: not its daemons, and not the tasks of jobs. */
    List<ProcessHandle> commands() {
        String mark = "\0HUMMINGBIRD_HEAD_NODE=" + headNodePath() + "\0";
        return ProcessHandle.allProcesses()
                .filter(process -> isCommand(process.pid(), mark))
                .toList();
    }

    private static boolean isCommand(long pid, String mark) {
        try {
            Path proc = Path.of("/proc", Long.toString(pid));
            String environment = "\0" + Files.readString(proc.resolve("environ"), StandardCharsets.ISO_8859_1);
            String name = Files.readString(proc.resolve("comm")).strip();
            return environment.contains(mark)
                    && !environment.contains("\0SLURM_JOB_ID=")
                    && !DAEMONS.contains(name)
                    && !name.startsWith("sshd");
        } catch (IOException e) {
            return false;
        }
    }

    /** @return the words of a process with blanks between them; empty when it is gone */
    static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"), StandardCharsets.ISO_8859_1)
                    .replace('\0', ' ');
        } catch (IOException e) {
            return "";
        }
    }

    /** All that has a word in its command line. */
    static List<String> processesWith(String word) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .map(process -> process.pid() + " " + commandLine(process.pid()))
                .filter(line -> line.contains(word))
                .toList();
    }

    /** Keeps what a file system of its own held. */
    void keep() throws IOException, InterruptedException {
        if (mounts) {
            for (Path place : List.of(output(), home())) {
                Tool.run(
                        List.of(
                                "cp",
                                "-a",
                                place.toString(),
                                folder.resolve("kept-" + place.getFileName()).toString()),
                        Map.of());
            }
        }
    }

    /** Ends all that was started. */
    void end() throws IOException, InterruptedException {
        HeadNodeRule.script("stop", headNodeFolder().toString());
        String mounted = Files.readString(Path.of("/proc/mounts"));
        for (String line : mounted.split("\n")) {
            Path place = Path.of(line.split(" ")[1]);
            if (place.startsWith(folder.toRealPath())) {
                Tool.run(List.of("umount", "-l", place.toString()), Map.of());
            }
        }
    }

    /** Removes the folder. */
    void remove() throws IOException, InterruptedException {
        Tool.run(List.of("rm", "-rf", "--", folder.toString()), Map.of());
    }
}
