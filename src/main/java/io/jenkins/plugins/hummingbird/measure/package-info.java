/**
 * What groups measured: their records, the values of wells in files, and statistics of values. It knows nothing of
 * submissions, and asks no host for anything.
 */
package io.jenkins.plugins.hummingbird.measure;
