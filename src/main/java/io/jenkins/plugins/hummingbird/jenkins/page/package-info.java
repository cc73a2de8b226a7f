/**
 * What the pages of a build and of its job show of operations: texts and JSON. Reads files only; nothing here moves
 * an operation.
 */
package io.jenkins.plugins.hummingbird.jenkins.page;
