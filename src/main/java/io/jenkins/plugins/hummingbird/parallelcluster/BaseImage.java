package io.jenkins.plugins.hummingbird.parallelcluster;

import java.time.Instant;
import software.amazon.awssdk.services.ec2.model.Image;

/**
 * An image of ParallelCluster, official or of somebody's own, as it can be the base of a bake.
 *
 * @param id such as {@code ami-0123456789abcdef0}
 * @param name empty for an image without one
 * @param version the release of ParallelCluster; empty when the image's name does not say
 * @param os as in a cluster configuration; empty when the image's name does not say
 * @param architecture as {@link Architecture#word}; there are images for others, too
 * @param created ISO 8601, in UTC
 * @param rootDevice such as {@code /dev/sda1}
 * @param rootGiB how large that is at least; 0 when the image does not say
 * @param deprecated whether its owner advises against it
 */
public record BaseImage(
        String id,
        String name,
        String version,
        String os,
        String architecture,
        String created,
        String rootDevice,
        int rootGiB,
        boolean deprecated) {

    /** @param now decides whether it is deprecated */
    public static BaseImage of(Image image, Instant now) {
        OfficialName name = OfficialName.parse(image.name());
        return new BaseImage(
                image.imageId(),
                image.name() == null ? "" : image.name(),
                name == null ? "" : name.version(),
                name == null ? "" : name.os().word(),
                image.architectureAsString(),
                image.creationDate(),
                image.rootDeviceName(),
                rootGiB(image),
                isDeprecated(image, now));
    }

    private static boolean isDeprecated(Image image, Instant now) {
        String time = image.deprecationTime();
        return time != null && !Instant.parse(time).isAfter(now);
    }

    private static int rootGiB(Image image) {
        return image.blockDeviceMappings().stream()
                .filter(device -> String.valueOf(image.rootDeviceName()).equals(device.deviceName()))
                .filter(device -> device.ebs() != null && device.ebs().volumeSize() != null)
                .mapToInt(device -> device.ebs().volumeSize())
                .findFirst()
                .orElse(0);
    }
}
