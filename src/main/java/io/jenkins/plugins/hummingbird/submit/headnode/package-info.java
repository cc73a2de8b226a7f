/**
 * The head node of a submission: how it is found, checked and found again, and how listings that take long are copied from
 * it. What is listed, and what follows from it, is decided in the other rooms.
 */
package io.jenkins.plugins.hummingbird.submit.headnode;
