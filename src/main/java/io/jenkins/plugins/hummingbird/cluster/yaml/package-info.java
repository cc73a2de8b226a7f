/**
 * YAML as nodes of its text, its limits and its digest, and edits that change no other character. Nothing here may know what
 * the text is for.
 */
package io.jenkins.plugins.hummingbird.cluster.yaml;
