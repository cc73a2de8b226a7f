/**
 * Commands on other machines over SSH: logins, host names and policies, commands and their results. Files are
 * transferred by commands as well, so SFTP is not needed. Everything that other packages pass in and get back is here;
 * the rooms implement it. Knows neither Slurm, CellProfiler nor AWS.
 */
package io.jenkins.plugins.hummingbird.ssh;
