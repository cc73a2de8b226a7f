/**
 * What a bake is asked for and what it knows: data that is saved, its phases, and the rules of its parameters. Nothing
 * here calls AWS or the instance, or knows another room of {@code image}.
 */
package io.jenkins.plugins.hummingbird.image.state;
