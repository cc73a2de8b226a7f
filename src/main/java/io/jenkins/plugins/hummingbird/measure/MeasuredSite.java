package io.jenkins.plugins.hummingbird.measure;

/**
 * One of several image sets of a place.
 *
 * @param name as the metadata have it; empty where they have none
 * @param imageNumber of CellProfiler, within the group
 * @param measured in this image set
 */
public record MeasuredSite(String name, int imageNumber, Measured measured) {}
