/**
 * Images of machines: the bake of one as an operation with its table of phases, and what is shown of it. The work is
 * done in the rooms below; nothing of them knows this one.
 */
package io.jenkins.plugins.hummingbird.image;
