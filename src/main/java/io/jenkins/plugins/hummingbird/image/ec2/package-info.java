/**
 * What a bake asks of EC2: images, snapshots, instances, security groups, networks, and their tags; the way to the
 * instance by SSH. Nothing here decides what comes next.
 */
package io.jenkins.plugins.hummingbird.image.ec2;
