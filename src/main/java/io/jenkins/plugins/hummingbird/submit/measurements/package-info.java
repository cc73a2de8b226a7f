/**
 * What groups measured, of a submission: fetched from the head node while groups end, and made tables, pictures and sentences
 * of. Statistics and files are those of the package measure.
 */
package io.jenkins.plugins.hummingbird.submit.measurements;
