/**
 * Where groups lie on their plates, and pictures of them. Knows no phase.
 */
package io.jenkins.plugins.hummingbird.submit.plates;
