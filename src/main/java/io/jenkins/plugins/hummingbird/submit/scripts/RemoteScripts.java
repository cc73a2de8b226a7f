package io.jenkins.plugins.hummingbird.submit.scripts;

import io.jenkins.plugins.hummingbird.operation.Limits;
import io.jenkins.plugins.hummingbird.ssh.Command;
import io.jenkins.plugins.hummingbird.ssh.Script;
import io.jenkins.plugins.hummingbird.submit.board.GroupRecord;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The scripts that a submission runs on the head node and, as its tasks, on the compute nodes. */
public final class RemoteScripts {
    public static final Script TASK = script("task.sh");
    public static final Script TASKS = script("tasks.sh");
    public static final Script TABLES = script("tables.sh");

    /** What {@link #TASK} and {@link #TABLES} have in common; both need a copy beside them. */
    public static final Script EXECUTION = script("execution.sh");

    private static final Script ACTIVE = script("active.sh");

    /** Needed by {@link #EXECUTION}. */
    public static final Script PUBLISH = script("publish.sh").with(ACTIVE);

    public static final Script FIND_PYTHON = script("find-python.sh");

    /** Needed by {@link #EXECUTION} where the submission has to do with S3. */
    public static final Script S3 = script("s3.sh").with(FIND_PYTHON);

    private static final Script FIND_TABLES_PYTHON =
            script("find-tables-python.sh").with(FIND_PYTHON);
    public static final Script MEASURE = script("measure.sh").with(FIND_PYTHON);
    public static final Script PREPARE = script("prepare.sh").with(FIND_TABLES_PYTHON);
    public static final Script REPORT_CLUSTER = script("report-cluster.sh").with(FIND_TABLES_PYTHON);
    public static final Script READ_PIPELINE = script("read-pipeline.sh");

    /** A program in Python, that {@link #READ_PIPELINE} runs. */
    public static final Script PIPELINE_READER = script("read-pipeline.py");

    public static final Script POLL = script("poll.sh");
    public static final Script RECORDS = script("records.sh");
    static final Script REQUEUED_RECORDS = script("requeued-records.sh");
    public static final Script LOG_ENDS = script("log-ends.sh");
    private static final Script IMAGE_NAMES = script("image-names.sh");
    public static final Script LIST_IMAGES = script("list-images.sh").with(IMAGE_NAMES);

    /** Lists a few names below a folder for a person who waits for them. */
    public static final Script LOOK_AT_FOLDER = script("look-at-folder.sh").with(IMAGE_NAMES);

    public static final Script INDEXES = script("indexes.sh");
    public static final Script INPUTS = script("inputs.sh");
    public static final Script DONE = script("done.sh");
    public static final Script END_TASKS = script("end-tasks.sh");
    public static final Script LIST_OUTPUTS = script("list-outputs.sh");

    /** Tries S3 from the head node. */
    public static final Script TRY_S3 = script("try-s3.sh");

    /** Removes the local copies of results that are in S3. */
    public static final Script DROP_RESULTS = script("drop-results.sh").with(ACTIVE);

    private static final Script COUNTING_ATTEMPT = script("counting-attempt.sh");

    /** Prints what tables were merged. */
    public static final Script MANIFESTS = script("manifests.sh").with(COUNTING_ATTEMPT);

    /** Prints what groups measured. */
    public static final Script MEASUREMENTS = script("measurements.sh").with(COUNTING_ATTEMPT);

    /** The program in Python that {@link #MEASURE} runs, by the names of its files; it imports the others. */
    private static final List<String> MEASURE_PROGRAM = List.of(
            "measure.py",
            "measured_columns.py",
            "measured_databases.py",
            "measured_parts.py",
            "measured_reduction.py",
            "measured_spreadsheets.py",
            "measured_tables.py",
            "measured_wells.py");

    /** The program in Python that merges the tables of groups, by the names of its files; the first imports the others. */
    private static final List<String> MERGE_PROGRAM = List.of(
            "merge_tables.py",
            "merged_databases.py",
            "merged_exports.py",
            "merged_files.py",
            "merged_groups.py",
            "merged_kinds.py",
            "merged_means.py",
            "merged_properties.py",
            "merged_rows.py",
            "merged_sources.py",
            "merged_spreadsheets.py",
            "merged_tables.py",
            "measured_databases.py",
            "measured_parts.py",
            "measured_spreadsheets.py",
            "measured_tables.py");

    /** The programs in Python that read objects from S3 and write them, and the modules that these import. */
    private static final List<String> OBJECT_PROGRAMS = List.of(
            "stage.py",
            "unstage.py",
            "upload.py",
            "restore.py",
            "probe.py",
            "s3_boto.py",
            "s3_cli.py",
            "s3_client.py",
            "s3_failures.py",
            "s3_manifest.py",
            "s3_parts.py",
            "s3_rows.py",
            "s3_work.py");

    private RemoteScripts() {}

    /** @return the texts of {@link #MEASURE} and its program, by the names of the files that a task has them in */
    public static Map<String, String> measuring() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("measure.sh", MEASURE.text());
        MEASURE_PROGRAM.forEach(name -> files.put(name, script(name).text()));
        return files;
    }

    /** @return the texts of the program that merges tables, by the names of its files, which stand in one folder */
    public static Map<String, String> merging() {
        Map<String, String> files = new LinkedHashMap<>();
        MERGE_PROGRAM.forEach(name -> files.put(name, script(name).text()));
        return files;
    }

    /**
     * @return the texts of {@link #TABLES}, the scripts that it needs and the program that it runs, by the names of the files
     *     that stand in one folder
     */
    public static Map<String, String> tableTasks() {
        Map<String, String> files = merging();
        files.put("tables.sh", TABLES.text());
        files.put("execution.sh", EXECUTION.text());
        files.put("publish.sh", PUBLISH.text());
        files.put("find-tables-python.sh", FIND_TABLES_PYTHON.text());
        return files;
    }

    /** @return the texts of {@link #S3} and the programs that it runs, by the names of their files, which stand in one folder */
    public static Map<String, String> objects() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("s3.sh", S3.text());
        OBJECT_PROGRAMS.forEach(name -> files.put(name, script(name).text()));
        return files;
    }

    private static Script script(String name) {
        return Script.resource(RemoteScripts.class, name);
    }

    /**
     * Prints the status records of some groups of a submission, for {@link GroupRecord#parse}.
     *
     * @param folder the submission's on the head node
     */
    public static Command records(String folder, Collection<Integer> groups) {
        return RECORDS.command(folder)
                .named("reading status records")
                .largest(recordBytes(groups.size()))
                .stdin(recordPaths(groups.stream()));
    }

    /**
     * Prints the status records of executions that Slurm requeued, a line each for {@link GroupRecord#parseLine}; one that was
     * killed says that it is running, and when it was last seen to.
     *
     * @param folder the submission's on the head node
     * @param round whose executions they are
     * @param most how many of a group
     */
    public static Command requeuedRecords(String folder, int round, Collection<Integer> groups, int most) {
        return REQUEUED_RECORDS
                .command(folder, Integer.toString(round), Integer.toString(most))
                .named("reading the records of requeued tasks")
                .largest(recordBytes(groups.size() * most))
                .stdin(recordPaths(groups.stream()));
    }

    /** @return how many bytes the records of so many groups may have together */
    public static long recordBytes(int groups) {
        return Math.max(Limits.COMMAND_OUTPUT, groups * (long) Limits.RECORD);
    }

    /** What {@link #RECORDS} reads from standard input. */
    public static byte[] recordPaths(Stream<Integer> groups) {
        String paths = groups.map(group -> GroupRecord.path(group) + "\n").collect(Collectors.joining());
        return paths.getBytes(StandardCharsets.UTF_8);
    }
}
