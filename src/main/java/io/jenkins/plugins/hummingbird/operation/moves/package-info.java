/**
 * When and on which thread the moves of operations are made. Contains no work of an operation: nothing here does I/O.
 */
package io.jenkins.plugins.hummingbird.operation.moves;
