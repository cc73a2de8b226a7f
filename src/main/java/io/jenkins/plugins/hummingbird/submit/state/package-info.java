/**
 * What a submission knows and saves, but for its tasks: plain data, the files beside it and the words for it. No handler of a phase, no
 * command, and nothing that asks another machine.
 */
package io.jenkins.plugins.hummingbird.submit.state;
