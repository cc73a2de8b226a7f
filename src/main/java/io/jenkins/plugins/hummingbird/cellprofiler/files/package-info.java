/**
 * Groups of files for pipelines without an image table, as the modules Images, Metadata, NamesAndTypes and Groups form
 * them. Decides by names alone, and never opens an image.
 */
package io.jenkins.plugins.hummingbird.cellprofiler.files;
