/**
 * What a submission is asked to do, with the rules that its parameters must keep. Knows nothing of how it is done.
 */
package io.jenkins.plugins.hummingbird.submit.request;
