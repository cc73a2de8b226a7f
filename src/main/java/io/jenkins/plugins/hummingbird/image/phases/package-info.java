/**
 * What is done in each phase of a bake, and how a bake is undone. A handler has no state of its own, and names neither
 * another handler nor the phase that comes next: the table in {@code Bake} says so.
 */
package io.jenkins.plugins.hummingbird.image.phases;
