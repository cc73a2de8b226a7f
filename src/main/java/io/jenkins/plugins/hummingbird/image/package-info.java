/**
 * Images of machines: the bake of one ({@link io.jenkins.plugins.hummingbird.image.Bake}), which one to bake upon, an
 * official one of ParallelCluster ({@link io.jenkins.plugins.hummingbird.parallelcluster.OfficialImages}) or one that people name
 * ({@link io.jenkins.plugins.hummingbird.image.NamedImage}), and what is installed on it ({@link
 * io.jenkins.plugins.hummingbird.image.CellProfilerRecipe}).
 */
package io.jenkins.plugins.hummingbird.image;
