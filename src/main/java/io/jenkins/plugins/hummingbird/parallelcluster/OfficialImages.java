package io.jenkins.plugins.hummingbird.parallelcluster;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.aws.Ec2Queries;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;

/**
 * The images of ParallelCluster that AWS publishes in a region: what {@code pcluster list-official-images} returns, by
 * the one call that it makes.
 */
public final class OfficialImages {
    private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+\\.\\d+");

    /** Those that are not deprecated, then the newest. */
    private static final Comparator<BaseImage> BEST_FIRST =
            Comparator.comparing(BaseImage::deprecated).thenComparing(BaseImage::created, Comparator.reverseOrder());

    private final AwsClients aws;
    private final Instant now;

    /** @param now decides what is deprecated */
    public OfficialImages(AwsClients aws, Instant now) {
        this.aws = aws;
        this.now = now;
    }

    /**
     * @param version such as {@code 3.16.1}
     * @return the newest that is not deprecated; a deprecated one only where there is no other
     * @throws OperationException when there is none; the message lists what there is
     */
    public BaseImage newest(String version, Os os, Architecture architecture) throws IOException, OperationException {
        checkVersion(version);
        List<BaseImage> found = list(version, os, architecture);
        if (found.isEmpty()) {
            throw new OperationException("There is no official image of ParallelCluster " + version + " for "
                    + os.word() + " on " + architecture.word() + " in " + aws.region() + ". " + others(version, os)
                    + " Or name an image by baseAmi.");
        }
        return found.get(0);
    }

    /**
     * @param version null for all, like the others
     * @return the best first: those that are not deprecated, then the newest
     */
    public List<BaseImage> list(String version, Os os, Architecture architecture)
            throws IOException, OperationException {
        Filter name = Ec2Queries.filter("name", OfficialName.pattern(version, os, architecture));
        List<Image> images = aws.ec2(
                "looking for official images",
                ec2 -> Ec2Queries.images(ec2, r -> r.owners("amazon").filters(name)));
        return images.stream()
                // the asterisks of the pattern match more than a name may hold
                .filter(image -> OfficialName.parse(image.name()) != null)
                .map(image -> BaseImage.of(image, now))
                .sorted(BEST_FIRST)
                .toList();
    }

    /** @return the best for each operating system and architecture; see {@link #list} */
    public List<BaseImage> newestOfEach(String version, Os os, Architecture architecture)
            throws IOException, OperationException {
        Set<String> seen = new HashSet<>();
        return list(version, os, architecture).stream()
                .filter(image -> seen.add(image.os() + ' ' + image.architecture()))
                .toList();
    }

    /** @throws OperationException when a text is no version of ParallelCluster */
    public static void checkVersion(String version) throws OperationException {
        if (!VERSION.matcher(version).matches()) {
            throw new OperationException(
                    "parallelClusterVersion: '" + version + "' is not a version; one looks like 3.16.1.");
        }
    }

    private String others(String version, Os os) throws IOException, OperationException {
        List<BaseImage> ofVersion = list(version, null, null);
        String architectures = words(
                ofVersion.stream().filter(one -> one.os().equals(os.word())).toList(), BaseImage::architecture);
        if (!architectures.isEmpty()) {
            return "For " + version + " and " + os.word() + " there is: " + architectures + '.';
        }
        if (!ofVersion.isEmpty()) {
            return "For " + version + " there is: "
                    + words(ofVersion, one -> one.os() + " (" + one.architecture() + ')') + '.';
        }
        String versions = words(list(null, os, null), BaseImage::version);
        return versions.isEmpty()
                ? "There is none at all for " + os.word() + " in this region."
                : "For " + os.word() + " there are the versions " + versions + '.';
    }

    private static String words(List<BaseImage> images, Function<BaseImage, String> word) {
        return images.stream().map(word).distinct().sorted(new VersionOrder()).collect(Collectors.joining(", "));
    }
}
