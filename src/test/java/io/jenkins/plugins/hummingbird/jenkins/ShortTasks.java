package io.jenkins.plugins.hummingbird.jenkins;

import io.jenkins.plugins.hummingbird.HeadNodeRule;
import io.jenkins.plugins.hummingbird.Patience;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A submission to a real head node whose tasks take no time: a script stands in for CellProfiler. All that it reads
 * lies on the head node, in a folder of its own.
 */
public final class ShortTasks {
    /** The id of the credential that its step names. */
    static final String CREDENTIAL = "head-node";

    private final HeadNodeRule headNode;
    private final Path folder;

    /** @param tasks what each task does, a word of the script short-task */
    public ShortTasks(HeadNodeRule headNode, String... tasks) throws IOException {
        this.headNode = headNode;
        folder = Files.createTempDirectory(headNode.shared(), "tasks");
        Files.writeString(folder.resolve("image.tif"), "pixels");
        copy("two-modules.cppipe");
        copy("short-task").toFile().setExecutable(true);
        StringBuilder table = new StringBuilder("FileName_DNA,PathName_DNA,Metadata_Well,Metadata_Do\n");
        for (int i = 0; i < tasks.length; i++) {
            table.append("image.tif,").append(folder).append(",W").append(1001 + i);
            table.append(',').append(tasks[i]).append('\n');
        }
        Files.writeString(folder.resolve("images.csv"), table);
    }

    private Path copy(String resource) throws IOException {
        Path file = folder.resolve(resource);
        try (InputStream in =
                ShortTasks.class.getResourceAsStream("/io/jenkins/plugins/hummingbird/submit/" + resource)) {
            Files.copy(in, file);
        }
        return file;
    }

    /** The step; its credential is for the caller to add. */
    public SubmitStep step() {
        SubmitStep step = new SubmitStep();
        step.setHost(headNode.host());
        step.setPort(headNode.port());
        step.setUser(headNode.user());
        step.setSshCredentialsId(CREDENTIAL);
        step.setPipeline(folder.resolve("two-modules.cppipe").toString());
        step.setDataFile(folder.resolve("images.csv").toString());
        step.setOutput(output().toString());
        step.setCellprofiler(folder.resolve("short-task").toString());
        step.setMemory("100M");
        step.setTimeLimit("10m");
        return step;
    }

    /** The same, as it stands in a Jenkinsfile. */
    public String script() {
        SubmitStep step = step();
        return "hummingbirdSubmit(host: '" + step.getHost() + "', port: " + step.getPort() + ", user: '"
                + step.getUser()
                + "', sshCredentialsId: '" + step.getSshCredentialsId() + "', pipeline: '" + step.getPipeline()
                + "', dataFile: '" + step.getDataFile() + "', output: '" + step.getOutput() + "', cellprofiler: '"
                + step.getCellprofiler() + "', memory: '" + step.getMemory() + "', timeLimit: '" + step.getTimeLimit()
                + "')";
    }

    public Path output() {
        return folder.resolve("output");
    }

    /** Lets the tasks go on that wait. */
    public void go() throws IOException {
        Files.createFile(folder.resolve("go"));
    }

    /** The names of all jobs that Slurm has not ended, a line for each task. */
    public List<String> queue() throws IOException, InterruptedException {
        Process squeue = new ProcessBuilder(headNode.property("bin") + "/squeue", "-h", "-r", "-o", "%j")
                .redirectErrorStream(true)
                .start();
        String names = new String(squeue.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!squeue.waitFor(Patience.SECONDS, TimeUnit.SECONDS) || squeue.exitValue() != 0) {
            throw new AssertionError("squeue failed: " + names);
        }
        return names.lines().toList();
    }
}
