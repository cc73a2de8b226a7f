package io.jenkins.plugins.hummingbird.operation;

import java.time.Duration;

/**
 * Limits of what is accepted from a host, an agent, a file or a person, and the reason of each: more than that is
 * rejected with a message, so that it cannot exhaust the memory, the disk or the threads of the controller.
 * docs/security.md has the table. Sizes are in bytes unless their names say otherwise.
 */
public final class Limits {
    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;
    private static final long GIB = 1L << 30;

    /** Standard output of a command, unless it sets another limit: a few lines are usual, and it is kept in memory. */
    public static final int COMMAND_OUTPUT = 4 * MIB;

    /** What a login shell prints before it runs a command: a greeting of some screens has a few thousand bytes. */
    public static final int GREETING = 64 * KIB;

    /** Standard error of a command: a message needs its last lines. */
    public static final int COMMAND_ERRORS = 64 * KIB;

    /** A list of all tasks: squeue prints 29 bytes for each, so that half a million fit. Kept in memory. */
    public static final int QUEUE = 16 * MIB;

    /** Output of a detached command that one poll reads: takes a few seconds even on a slow line. */
    public static final int POLL = 4 * MIB;

    /** A listing or a copy of what is on the head node: ten million paths of 200 bytes. Kept on disk for minutes. */
    public static final long LISTING = 2 * GIB;

    /** What the button of a form lists below an image folder: 10,000 paths of 800 bytes. Kept in memory for seconds. */
    public static final int FOLDER_LOOK = 8 * MIB;

    /**
     * One entry or line of such a listing: Linux opens no path longer than 4 KiB, and the end of a log is the longest
     * entry.
     */
    public static final int ENTRY = 128 * KIB;

    /** The status record of a task: usually 150 bytes; the names of a node and of ten image sets fit. */
    public static final int RECORD = KIB;

    /** The list of the tables that were merged for a plate: 100 bytes and a digest each. */
    public static final int MANIFEST = 64 * KIB;

    /** How many tables are listed that were merged for a plate. */
    public static final int TABLES = 200;

    /** What one group measured, compressed: a plate of 384 wells with 1,500 columns has 9 MiB, one well 100 KiB. */
    public static final int MEASUREMENT_RECORD = 16 * MIB;

    /** The same uncompressed. */
    public static final int MEASUREMENT_TEXT = 64 * MIB;

    /** Number of columns in it: CellProfiler's largest pipelines have a few thousand. */
    public static final int MEASUREMENT_COLUMNS = 20_000;

    /** Number of values in it: as many as a node writes, of places and of sites together. Kept in memory. */
    public static final int MEASUREMENT_VALUES = 8_000_000;

    /** Records of groups that are fetched at one time: a few seconds even on a slow line. Kept in memory. */
    public static final int MEASUREMENT_FETCH = 4 * MIB;

    /** What is kept of the measurements of a submission: 10,000 wells with 1,000 columns. */
    public static final long MEASUREMENTS = 64 * MIB;

    /** The end of a task's log: a stack trace and the lines before it. */
    public static final int LOG_END = 64 * KIB;

    /** All Harmony index files together, uncompressed: about two million images. */
    public static final long INDEXES = 4 * GIB;

    /** A pipeline: one with a thousand modules has 1 MiB. */
    public static final long PIPELINE = 16 * MIB;

    /** CellProfiler's reading of a pipeline: the pipeline itself and a line for each image that it uses. */
    public static final long PIPELINE_READING = 17 * MIB;

    /** An image table: two million rows of 500 bytes. */
    public static final long IMAGE_TABLE = GIB;

    /** An output file that is archived as an artifact: an object table of a plate fits, an image stack does not. */
    public static final long ARTIFACT = 10 * MIB;

    /** All archived output files of a build: a hundred builds of a job take at most 10 GiB. */
    public static final long ARTIFACTS = 100 * MIB;

    /** Number of archived output files: Jenkins shows all artifacts of a build in one tree. */
    public static final int ARTIFACT_FILES = 1000;

    /** Output of the recipe, or of the user's script, during a bake: it is archived as an artifact. */
    public static final long INSTALL_LOG = 64 * MIB;

    /** Standard output of the pcluster CLI on a node: all problems of a configuration. Kept in memory. */
    public static final int CLI_OUTPUT = 4 * MIB;

    /** The end of its standard error. */
    public static final int CLI_ERRORS = 64 * KIB;

    /** The end of its log file. */
    public static final int CLI_LOG = MIB;

    /** A page of a listing of S3: 1,000 keys of 1,024 bytes, percent-encoded, with what is said of each. Kept in memory. */
    public static final int S3_ANSWER = 8 * MIB;

    /** Characters of YAML: a configuration has a few thousand, and CloudFormation accepts a template of a million. */
    public static final int YAML_CHARACTERS = 1_000_000;

    /** Nodes of YAML, counted again at each alias: about twenty times as many as the largest configurations have. */
    public static final int YAML_NODES = 100_000;

    /** Nesting depth of YAML: a configuration is ten levels deep. */
    public static final int YAML_DEPTH = 50;

    /** Characters of a regular expression: those for the file names of microscopes have a few hundred. */
    public static final int EXPRESSION = 10_000;

    /** Time to match regular expressions against one text; some would take years. */
    public static final Duration EXPRESSION_TIME = Duration.ofSeconds(2);

    /** Time to match all texts of one list: a million take a few seconds. */
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
