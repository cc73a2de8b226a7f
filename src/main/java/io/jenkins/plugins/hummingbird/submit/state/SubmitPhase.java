package io.jenkins.plugins.hummingbird.submit.state;

import io.jenkins.plugins.hummingbird.operation.phase.Phase;

/** The phases of a submission in their order; the state file names the one that is under way. */
public enum SubmitPhase implements Phase {
    /** What comes from the workspace is copied into the operation's folder. */
    READ_INPUTS("reads its inputs"),
    /** The head node of a cluster is found; its compute fleet is started. */
    FIND_HEAD_NODE("looks for the head node"),
    /** The head node is asked whether the submission can work there, before anything is started. */
    CHECK_HEAD_NODE("looks at the head node"),
    /** The tasks' CellProfiler reads the pipeline, where the head node has it; what is wrong with it is said. */
    READ_PIPELINE("reads the pipeline"),
    /** The image table is copied from S3. */
    COPY_TABLE("copies the image table"),
    /** The objects in S3 are listed that may be images, where no image table is given. */
    LIST_OBJECTS("lists the images in S3"),
    /** The image files are listed, where no image table is given; imagePattern makes one of their names. */
    LIST_IMAGES("lists the images"),
    /** Where the microscope has written beside the images what they are, the image table is made of that, too. */
    READ_INDEXES("reads what the microscope says of the images"),
    /** The same where these files are in S3. */
    READ_OBJECT_INDEXES("reads what the microscope says of the images"),
    /** The table, or the list of files, is sorted by groups. */
    MAKE_PLAN("sorts the images by groups"),
    /** Some of the groups are chosen, where a sample is wanted. */
    CHOOSE_SAMPLE("chooses a sample of the groups"),
    /** The objects are listed that the image table names. */
    FIND_OBJECTS("looks for the images in S3"),
    /** The files that the plan names are looked at; all that the tasks need is written. */
    CHECK_INPUTS("looks for the input files"),
    /** Groups that were done before are left out. */
    SKIP_DONE("looks for groups that are done"),
    /** The plan is copied to the shared file system. */
    UPLOAD("uploads the plan"),
    /** The head node asks S3 for one object, and writes one, as the tasks will. */
    TRY_S3("tries S3 from the head node"),
    /** The arrays are handed to Slurm. */
    SUBMIT("submits tasks"),
    /** The tasks are watched until all have ended. */
    FOLLOW("tasks are running"),
    /** Groups that did not complete are handed to Slurm again, where that may help. */
    RETRY("looks for groups to try again"),
    /** The status records of all groups are copied. */
    READ_RECORDS("reads the status records"),
    /** The groups are divided into sets, whose tables are merged. */
    PLAN_TABLES("plans the tables"),
    /** Tables that were merged before of the same groups are left out. */
    SKIP_TABLES("looks for tables that are merged"),
    /** What the tasks need that merge tables is copied to the shared file system. */
    UPLOAD_TABLES("uploads the plan of the tables"),
    /** The tasks that merge tables are handed to Slurm. */
    SUBMIT_TABLES("submits tasks that merge tables"),
    /** These tasks are watched until all have ended. */
    FOLLOW_TABLES("tables are merged"),
    /** Sets that were not merged are handed to Slurm again, where that may help. */
    RETRY_TABLES("looks for tables to try again"),
    /** What was merged is listed. */
    LIST_TABLES("lists the tables"),
    /** Slurm is asked what the nodes are that the tasks ran on. */
    READ_NODES("asks what the nodes are"),
    /** What the groups measured is fetched, as far as that was not done while they ended. */
    FETCH_MEASUREMENTS("fetches measurements"),
    /** What the tasks wrote is listed. */
    LIST_OUTPUTS("lists the output"),
    /** What a sample says of all groups is worked out. */
    MAKE_FORECAST("works out what all groups will take"),
    /** The files that become artifacts are fetched. */
    FETCH_FILES("fetches files"),
    /** Results that are in S3 are removed from the shared file system, where that is wanted. */
    DROP_RESULTS("removes local copies of the results"),
    /** The listings become artifacts, and the submission ends. */
    ARCHIVE("archives the listings");

    private final String words;

    SubmitPhase(String words) {
        this.words = words;
    }

    @Override
    public String words() {
        return words;
    }
}
