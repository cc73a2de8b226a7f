package io.jenkins.plugins.hummingbird.submit;

/** The parts of a submission in their order; the state file names the one that is under way. */
enum Phase {
    /** What comes from the workspace is copied into the operation's folder. */
    READ_INPUTS(new ReadInputs()),
    /** The head node is asked whether the submission can work there, before anything is started. */
    CHECK_HEAD_NODE(new CheckHeadNode()),
    /** The image files are listed, where no image table is given; imagePattern makes one of their names. */
    LIST_IMAGES(new ListImages()),
    /** The table, or the list of files, is sorted by groups. */
    MAKE_PLAN(new MakePlan()),
    /** The files that it names are looked at; all that the tasks need is written. */
    CHECK_INPUTS(new CheckInputs()),
    /** Groups that were done before are left out. */
    SKIP_DONE(new SkipDone()),
    /** It is copied to the shared file system. */
    UPLOAD(new UploadPlan()),
    /** The arrays are handed to Slurm. */
    SUBMIT(new SubmitArrays()),
    /** The tasks are watched until all have ended. */
    FOLLOW(new FollowTasks()),
    /** Groups that did not complete are handed to Slurm again, where that may help. */
    RETRY(new RetryGroups()),
    /** The status records of all groups are copied. */
    READ_RECORDS(new ReadRecords()),
    /** What they wrote is listed. */
    LIST_OUTPUTS(new ListOutputs()),
    /** Those that become artifacts are fetched. */
    FETCH_FILES(new FetchFiles()),
    /** The listings become artifacts, and the submission ends. */
    ARCHIVE(new ArchiveListings());

    private final Part part;

    Phase(Part part) {
        this.part = part;
    }

    Part part() {
        return part;
    }
}
