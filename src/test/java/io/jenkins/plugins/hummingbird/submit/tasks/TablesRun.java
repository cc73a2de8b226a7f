package io.jenkins.plugins.hummingbird.submit.tasks;

import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import io.jenkins.plugins.hummingbird.submit.scripts.RemoteScripts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/** Runs tables.sh as Slurm would, on the first set of tables of a submission: plate P1, of two groups with an image each. */
final class TablesRun {
    static final String DIGEST = "0a1b";

    /** What is merged of the nuclei of plate P1. */
    static final String NUCLEI = "ImageNumber,ObjectNumber,AreaShape_Area\r\n1,1,5\r\n2,1,7\r\n";

    final Path output;
    final String submission;
    final Path plan;
    final Path temporary;
    String path = System.getenv("PATH");
    String round = "0";

    private final Path folder;
    private int tables;

    /**
     * @param folder for what is not on the shared file system
     * @param output the submission's
     */
    TablesRun(Path folder, Path output, String submission) throws IOException {
        this.folder = folder;
        this.output = output;
        this.submission = submission;
        plan = Files.createDirectories(output.resolve(".hummingbird/" + submission + "/tables"));
        temporary = Files.createDirectories(folder.resolve("tmp"));
        Files.createDirectories(output.resolve(".hummingbird/active"));
        for (Map.Entry<String, String> file : RemoteScripts.tableTasks().entrySet()) {
            Files.writeString(plan.resolve(file.getKey()), file.getValue());
        }
        for (int number = 0; number <= 2; number++) {
            Files.writeString(plan.resolve("round-" + number), "1 1\n2 1\n");
        }
        Files.writeString(plan.resolve("command"), "no-cellprofiler\0-c\0");
        Files.writeString(plan.resolve("python"), "");
        Files.writeString(plan.resolve("open"), "");
        settings("2048 1 0 csv");
        table("P1");
        group(1, "A01", "1,1,5\r\n");
        group(2, "A02", "1,1,7\r\n");
    }

    TablesRun(Path folder, Path output) throws IOException {
        this(folder, output, "submit-1");
    }

    /** MEMORY KEEP METADATA FORMAT... */
    void settings(String line) throws IOException {
        Files.writeString(plan.resolve("settings"), line + "\n");
    }

    /** Adds a table, whose groups come next. */
    void table(String plate) throws IOException {
        tables++;
        append("index", DIGEST + " tables/" + plate + "\n");
    }

    /** Adds a group of one image to the last table. */
    Path group(int number, String well, String nuclei) throws IOException {
        return group(number, well, nuclei, 0, 0);
    }

    /** Adds a group of one image, whose row is so many bytes from there on in the image table. */
    Path group(int number, String well, String nuclei, int offset, int bytes) throws IOException {
        Path results = Files.createDirectories(folder.resolve("groups/" + submission + "/" + well));
        Files.writeString(
                results.resolve("MyExpt_Image.csv"), "Count_Nuclei,ImageNumber,Metadata_Plate\r\n1.0,1,7\r\n");
        Files.writeString(results.resolve("MyExpt_Nuclei.csv"), "ImageNumber,ObjectNumber,AreaShape_Area\r\n" + nuclei);
        append(
                "groups",
                tables + "\t" + results.toString().replace("\\", "\\\\") + "\t" + number + "\t" + number + "\t1\t0\t"
                        + offset + "\t" + bytes + "\tWell=" + well + "\n");
        return results;
    }

    /** Adds a group to the last table, of which only its line in the list is there. */
    void line(int number, String results) throws IOException {
        append(
                "groups",
                tables + "\t" + results + "\t" + number + "\t" + number + "\t1\t0\t0\t0\tWell=W" + number + "\n");
    }

    private void append(String file, String text) throws IOException {
        Files.writeString(plan.resolve(file), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Names a Python, as the user does. */
    void python(String command) throws IOException {
        Files.writeString(plan.resolve("python"), command + "\0");
    }

    /** Names one that does something, in the language of shells, before it merges. */
    void pythonThatBegins(String body) throws IOException {
        python(program(
                        folder.resolve("python-" + submission),
                        "case $* in *merge_tables.py*) " + body + " ;; esac; exec python3 \"$@\"")
                .toString());
    }

    /** @return a script of a shell */
    static Path program(Path file, String body) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/bash\n" + body + "\n");
        file.toFile().setExecutable(true);
        return file;
    }

    Process start() throws IOException {
        return start(temporary);
    }

    Process start(Path nodeTemporary) throws IOException {
        return TaskRun.start(List.of("bash", plan + "/tables.sh", plan.toString(), "0", round), path, nodeTemporary);
    }

    /** Runs the task to its end. */
    GroupRecord run() throws Exception {
        TaskRun.await(start());
        return TaskRun.record(plan);
    }

    /** The folder of the attempts at plate P1. */
    Path attempts() {
        return output.resolve(".hummingbird/results/tables/P1");
    }

    /** What the link to the tables of plate P1 says. */
    String link() throws IOException {
        return Files.readSymbolicLink(output.resolve("tables/P1")).toString();
    }

    /** The published table of nuclei. */
    String nuclei() throws IOException {
        return Files.readString(output.resolve("tables/P1/Nuclei.csv"));
    }

    /** What done.sh prints for a later submission that wants plate P1 with a digest. */
    List<String> done(String digest) throws Exception {
        ProcessBuilder bash = new ProcessBuilder(
                        "bash", "-c", RemoteScripts.DONE.text(), "bash", output.toString(), "later", "9999999999")
                .redirectInput(Files.writeString(folder.resolve("wanted"), "tables/P1 " + digest + "\n")
                        .toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = bash.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        TaskRun.await(process);
        return printed.lines().toList();
    }
}
