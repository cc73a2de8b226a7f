/**
 * Looks at an image folder for a person who fills in a form: lists some of its names and says what a pattern reads in them.
 * Bounded in time and bytes; changes nothing, and nothing of it is kept.
 */
package io.jenkins.plugins.hummingbird.submit.look;
