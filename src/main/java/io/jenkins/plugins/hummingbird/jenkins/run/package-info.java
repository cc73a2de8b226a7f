/**
 * Operations of builds while they run: their folder, their driver's parts, the pool, the log, and the list of
 * those that have not ended. Knows no step and no page.
 */
package io.jenkins.plugins.hummingbird.jenkins.run;
