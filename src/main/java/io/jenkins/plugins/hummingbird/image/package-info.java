/**
 * Images of machines: which one to bake upon, an official one of ParallelCluster ({@link
 * io.jenkins.plugins.hummingbird.image.OfficialImages}) or one that people name ({@link
 * io.jenkins.plugins.hummingbird.image.NamedImage}).
 */
package io.jenkins.plugins.hummingbird.image;
