package io.jenkins.plugins.hummingbird.submit.tasks;

/**
 * An attempt of a group that failed or was lost.
 *
 * @param group from 1
 * @param round 0 for the first time, 1 for the first retry and so on
 * @param reason a sentence without its full stop
 * @param log where the whole log of its task is on the shared file system; empty when there is none, or none was looked
 *     for
 * @param tail the last lines of that log; empty when they were not kept
 */
public record FailedAttempt(int group, int round, String reason, String log, String tail) {}
