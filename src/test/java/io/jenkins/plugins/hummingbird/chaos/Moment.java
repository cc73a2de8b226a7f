package io.jenkins.plugins.hummingbird.chaos;

/** The phases of a submission in their order, called as in its state file, and its end. */
enum Moment {
    READ_INPUTS,
    FIND_HEAD_NODE,
    CHECK_HEAD_NODE,
    READ_PIPELINE,
    LIST_IMAGES,
    READ_INDEXES,
    MAKE_PLAN,
    CHECK_INPUTS,
    SKIP_DONE,
    UPLOAD,
    SUBMIT,
    FOLLOW,
    RETRY,
    READ_RECORDS,
    PLAN_TABLES,
    SKIP_TABLES,
    UPLOAD_TABLES,
    SUBMIT_TABLES,
    FOLLOW_TABLES,
    RETRY_TABLES,
    LIST_TABLES,
    FETCH_MEASUREMENTS,
    LIST_OUTPUTS,
    FETCH_FILES,
    ARCHIVE,
    END
}
