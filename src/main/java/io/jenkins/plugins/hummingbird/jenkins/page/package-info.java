/**
 * What the page of a build shows of its operations: texts and JSON. Reads the state file only; nothing here moves
 * an operation.
 */
package io.jenkins.plugins.hummingbird.jenkins.page;
