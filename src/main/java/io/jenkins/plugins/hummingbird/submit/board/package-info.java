/**
 * What is known of tasks of any kind, and saved: arrays and rounds, status records, states and failures of what they work on.
 * Knows neither the submission nor its phases.
 */
package io.jenkins.plugins.hummingbird.submit.board;
