/**
 * What is installed on the instance: the recipe for CellProfiler, the user's script, and the digest that tells whether
 * two images are built from identical inputs. Nothing here calls AWS or the instance.
 */
package io.jenkins.plugins.hummingbird.image.recipe;
