/** How people read numbers, times and sentences. Nothing here knows what they are of. */
package io.jenkins.plugins.hummingbird.operation.text;
