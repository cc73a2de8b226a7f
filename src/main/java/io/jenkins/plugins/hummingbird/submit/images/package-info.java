/**
 * Which images there are, where no image table is given: lists them, and makes the image table of their names. Knows nothing
 * of the pipeline.
 */
package io.jenkins.plugins.hummingbird.submit.images;
