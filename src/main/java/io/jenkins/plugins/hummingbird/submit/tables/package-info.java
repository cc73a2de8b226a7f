/**
 * The tables that groups have exported, merged into tables of plates by tasks of their own. Knows which groups are merged and
 * how they are numbered; what is in the tables only the programs know that the tasks run.
 */
package io.jenkins.plugins.hummingbird.submit.tables;
