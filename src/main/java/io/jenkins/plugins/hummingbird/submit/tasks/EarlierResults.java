package io.jenkins.plugins.hummingbird.submit.tasks;

import java.util.Set;

/**
 * What a round has tasks for although an earlier submission has its results.
 *
 * @param done what is so however its task ends, which is no failure
 * @param copied what is so when its task has completed, which copies it to S3
 */
record EarlierResults(Set<Integer> done, Set<Integer> copied) {
    static final EarlierResults NONE = new EarlierResults(Set.of(), Set.of());
}
