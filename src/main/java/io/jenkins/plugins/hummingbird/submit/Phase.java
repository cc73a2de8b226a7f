package io.jenkins.plugins.hummingbird.submit;

/** The parts of a submission in their order; the state file names the one that is under way. */
enum Phase {
    /** What comes from the workspace is copied into the operation's folder. */
    READ_INPUTS(new ReadInputs(), "reads its inputs"),
    /** The head node of a cluster is found; its compute fleet is started. */
    FIND_HEAD_NODE(new FindHeadNode(), "looks for the head node"),
    /** The head node is asked whether the submission can work there, before anything is started. */
    CHECK_HEAD_NODE(new CheckHeadNode(), "looks at the head node"),
    /** The tasks' CellProfiler reads the pipeline, where the head node has it; what is wrong with it is said. */
    READ_PIPELINE(new ReadPipeline(), "reads the pipeline"),
    /** The image files are listed, where no image table is given; imagePattern makes one of their names. */
    LIST_IMAGES(new ListImages(), "lists the images"),
    /** Where the microscope has written beside them what they are, the image table is made of that, too. */
    READ_INDEXES(new ReadIndexes(), "reads what the microscope says of the images"),
    /** The table, or the list of files, is sorted by groups. */
    MAKE_PLAN(new MakePlan(), "sorts the images by groups"),
    /** The files that it names are looked at; all that the tasks need is written. */
    CHECK_INPUTS(new CheckInputs(), "looks for the input files"),
    /** Groups that were done before are left out. */
    SKIP_DONE(new SkipDone(), "looks for groups that are done"),
    /** It is copied to the shared file system. */
    UPLOAD(new UploadPlan(), "uploads the plan"),
    /** The arrays are handed to Slurm. */
    SUBMIT(new SubmitArrays(), "submits tasks"),
    /** The tasks are watched until all have ended. */
    FOLLOW(new FollowTasks(), "tasks are under way"),
    /** Groups that did not complete are handed to Slurm again, where that may help. */
    RETRY(new RetryGroups(), "looks for groups to try again"),
    /** The status records of all groups are copied. */
    READ_RECORDS(new ReadRecords(), "reads the status records"),
    /** What they wrote is listed. */
    LIST_OUTPUTS(new ListOutputs(), "lists the output"),
    /** Those that become artifacts are fetched. */
    FETCH_FILES(new FetchFiles(), "fetches files"),
    /** The listings become artifacts, and the submission ends. */
    ARCHIVE(new ArchiveListings(), "archives the listings");

    private final Part part;
    private final String words;

    Phase(Part part, String words) {
        this.part = part;
        this.words = words;
    }

    Part part() {
        return part;
    }

    /** What is done in it, for people. */
    String words() {
        return words;
    }
}
