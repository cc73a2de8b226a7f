/**
 * The scripts that run on the head node and the compute nodes, as resources, and the commands that are made of them. They
 * are told everything by arguments and files; nothing is pasted into them.
 */
package io.jenkins.plugins.hummingbird.submit.scripts;
