/** Writes files so that whoever reads them, meanwhile or after a crash, never finds a part. Nothing here knows what is in them. */
package io.jenkins.plugins.hummingbird.operation.files;
