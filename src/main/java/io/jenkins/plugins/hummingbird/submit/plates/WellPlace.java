package io.jenkins.plugins.hummingbird.submit.plates;

/**
 * A well that a group's images are of.
 *
 * @param plate its plate's name; empty when the table names none
 * @param well where it is; null for all wells of the plate, when the table says nothing of wells
 */
public record WellPlace(String plate, WellPosition well) {}
