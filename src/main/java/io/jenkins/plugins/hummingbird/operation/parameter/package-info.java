/**
 * Parameters of steps: the fields of a request with their defaults, bounds and rules, for the form, the build and what is
 * saved. Knows no particular request, and nothing else of this package.
 */
package io.jenkins.plugins.hummingbird.operation.parameter;
