package io.jenkins.plugins.hummingbird.measure;

import java.util.List;

/**
 * A well of which a group has images; for a group whose tables name no wells, all of it.
 *
 * @param plate its name; empty where the tables have none
 * @param well its name as the tables have it; may be empty
 * @param imageSets how many image sets it has
 * @param measured in all of them together
 * @param sites each of them; empty where there is only one
 */
public record MeasuredPlace(String plate, String well, int imageSets, Measured measured, List<MeasuredSite> sites) {}
