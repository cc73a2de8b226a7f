/**
 * What a submission knows of objects in S3: those that may be its images are listed, page by page, and what its tasks need
 * to know of them is written for each group. Only the controller's own calls of S3 are here; what tasks fetch and write they
 * do as their node.
 */
package io.jenkins.plugins.hummingbird.submit.objects;
