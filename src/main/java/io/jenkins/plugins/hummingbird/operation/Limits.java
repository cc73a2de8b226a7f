package io.jenkins.plugins.hummingbird.operation;

import java.time.Duration;

/**
 * How much is taken of what comes from a host, an agent, a file or a person, and why that much: whoever sends more gets
 * a sentence, and neither the memory nor the disk nor the threads of the controller. docs/security.md has the table.
 * Sizes are in bytes unless their names say otherwise.
 */
public final class Limits {
    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;
    private static final long GIB = 1L << 30;

    /** Of what a command prints, where it does not ask for more: a few lines are usual, and it is kept in memory. */
    public static final int COMMAND_OUTPUT = 4 * MIB;

    /** Of what a shell prints before it begins a command: a greeting of some screens has a few thousand. */
    public static final int GREETING = 64 * KIB;

    /** Of what a command says on standard error, whatever it prints: a message needs its last lines. */
    public static final int COMMAND_ERRORS = 64 * KIB;

    /** Of a list of all tasks: squeue prints 29 bytes for each, so that half a million fit. Kept in memory. */
    public static final int QUEUE = 16 * MIB;

    /** Of the output of a detached command in one look: some seconds even on a slow line. */
    public static final int POLL = 4 * MIB;

    /** Of all that lists or copies what is on the head node: ten million paths of 200 bytes. Kept on disk for minutes. */
    public static final long LISTING = 2 * GIB;

    /** Of one entry or line of such a list: Linux opens no path longer than 4 KiB, and a log's end is the longest. */
    public static final int ENTRY = 128 * KIB;

    /** Of a task's status record: a usual one has 150, and the names of a node and of ten image sets fit. */
    public static final int RECORD = KIB;

    /** Of the end of a task's log: a stack trace and what led to it. */
    public static final int LOG_END = 64 * KIB;

    /** Of Harmony's index files together, unpacked: some two million images. */
    public static final long INDEXES = 4 * GIB;

    /** Of a pipeline: one with a thousand modules has 1 MiB. */
    public static final long PIPELINE = 16 * MIB;

    /** Of what CellProfiler says of a pipeline: the pipeline itself, and a line for each image that it uses. */
    public static final long PIPELINE_READING = 17 * MIB;

    /** Of an image table: two million rows of 500 bytes. */
    public static final long IMAGE_TABLE = GIB;

    /** Of an output file that becomes an artifact: a table of the objects of a plate fits, an image stack does not. */
    public static final long ARTIFACT = 10 * MIB;

    /** Of all of them: a hundred builds of a job take 10 GiB at the worst. */
    public static final long ARTIFACTS = 100 * MIB;

    /** How many output files become artifacts: Jenkins shows all of a build in one tree. */
    public static final int ARTIFACT_FILES = 1000;

    /** Of what the recipe, or a script of the user's, prints while an image is made: it becomes an artifact. */
    public static final long INSTALL_LOG = 64 * MIB;

    /** Of what the pcluster CLI prints on a node: all problems of a configuration. Kept in memory. */
    public static final int CLI_OUTPUT = 4 * MIB;

    /** Of the end of what it says on standard error. */
    public static final int CLI_ERRORS = 64 * KIB;

    /** Of the end of the log that it keeps. */
    public static final int CLI_LOG = MIB;

    /** Characters of YAML: a configuration has a few thousand, and CloudFormation takes a template of a million. */
    public static final int YAML_CHARACTERS = 1_000_000;

    /** Nodes of YAML, counted again at each alias: some twenty times as many as the largest configurations have. */
    public static final int YAML_NODES = 100_000;

    /** How deep YAML may be nested: a configuration is ten levels deep. */
    public static final int YAML_DEPTH = 50;

    /** Characters of a regular expression: those of microscopes have a few hundred. */
    public static final int EXPRESSION = 10_000;

    /** How long a regular expression may be matched against one text; some would take years. */
    public static final Duration EXPRESSION_TIME = Duration.ofSeconds(2);

    /** How long all texts of one list may take together: a million take some seconds. */
    public static final Duration EXPRESSIONS_TIME = Duration.ofMinutes(5);

    private Limits() {}

    /** @return a size for people, such as {@code 16 MiB}, never rounded */
    public static String words(long bytes) {
        if (bytes >= GIB && bytes % GIB == 0) {
            return bytes / GIB + " GiB";
        }
        if (bytes >= MIB && bytes % MIB == 0) {
            return bytes / MIB + " MiB";
        }
        return bytes >= KIB && bytes % KIB == 0 ? bytes / KIB + " KiB" : bytes + " bytes";
    }
}
