package io.jenkins.plugins.hummingbird.submit.forecast;

/**
 * What a sample is chosen by.
 *
 * @param plate the group's plate; empty where it is not known
 * @param row where on its plate the group is, from the top; the mean of its wells. All groups have the same scale
 * @param column the same from the left
 * @param size its number of image sets, or of image files where that is not known: the same for all groups
 */
record GroupSpot(String plate, double row, double column, long size) {}
