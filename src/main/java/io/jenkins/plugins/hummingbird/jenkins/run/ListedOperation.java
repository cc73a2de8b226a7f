package io.jenkins.plugins.hummingbird.jenkins.run;

/**
 * An operation that has not ended, in a list of all of them.
 *
 * @param id of the operation
 * @param build its build's externalizable id
 * @param glance null before the first move of this process, such as while its Pipeline is not resumed
 */
public record ListedOperation(String id, String build, OperationGlance glance) {}
