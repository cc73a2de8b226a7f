package io.jenkins.plugins.hummingbird.submit.tables;

import java.util.List;

/**
 * The tables that one task merges: those of a plate, of the groups with the same values of {@code tablesBy}, or of all groups.
 *
 * @param name for people: the plate's, or such as {@code Batch=3}
 * @param folder its path below the output folder
 * @param groups the numbers of its groups, from 1, in their order; not empty
 */
record TableSet(String name, String folder, List<Integer> groups) {}
