/**
 * What the tasks have left: records and outputs are listed, files are fetched, and all becomes artifacts of the build.
 * Changes nothing on the head node.
 */
package io.jenkins.plugins.hummingbird.submit.results;
