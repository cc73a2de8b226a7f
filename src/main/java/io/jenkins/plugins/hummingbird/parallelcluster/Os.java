package io.jenkins.plugins.hummingbird.parallelcluster;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The operating systems for which AWS has published images of ParallelCluster; which of them there are depends on the
 * release. Names and parts of image names are those of ParallelCluster's own {@code pcluster/constants.py}.
 */
public enum Os {
    ALINUX2("alinux2", "amzn2-hvm", "ec2-user", "3.16.0"),
    ALINUX2023("alinux2023", "amzn2023-hvm", "ec2-user"),
    UBUNTU2004("ubuntu2004", "ubuntu-2004-lts-hvm", "ubuntu", "3.14.0"),
    UBUNTU2204("ubuntu2204", "ubuntu-2204-lts-hvm", "ubuntu"),
    UBUNTU2404("ubuntu2404", "ubuntu-2404-lts-hvm", "ubuntu"),
    RHEL8("rhel8", "rhel8-hvm", "ec2-user"),
    RHEL9("rhel9", "rhel9-hvm", "ec2-user"),
    ROCKY8("rocky8", "rocky8-hvm", "rocky"),
    ROCKY9("rocky9", "rocky9-hvm", "rocky");

    private final String word;
    private final String part;
    private final String user;

    /** The first release without it; null while there is none. */
    private final String droppedIn;

    Os(String word, String part, String user) {
        this(word, part, user, null);
    }

    Os(String word, String part, String user, String droppedIn) {
        this.word = word;
        this.part = part;
        this.user = user;
        this.droppedIn = droppedIn;
    }

    /**
     * @param word as in a cluster configuration, such as {@code ubuntu2204}
     * @throws OperationException for any other word
     */
    public static Os parse(String word) throws OperationException {
        for (Os one : values()) {
            if (one.word.equals(word)) {
                return one;
            }
        }
        throw new OperationException("os: '" + word + "' is none of ParallelCluster's. It is one of: "
                + Arrays.stream(values()).map(Os::word).collect(Collectors.joining(", ")) + '.');
    }

    /** @return as in a cluster configuration, such as {@code ubuntu2204} */
    public String word() {
        return word;
    }

    /**
     * @param version a release of ParallelCluster, such as {@code 3.16.1}
     * @return a sentence when that release does not support the system any more; else empty
     */
    public String problem(String version) {
        return droppedIn == null || new VersionOrder().compare(version, droppedIn) < 0
                ? ""
                : "os: ParallelCluster " + version + " has no " + word + " any more, only releases before " + droppedIn
                        + " had it. Choose another os, or such a release as parallelClusterVersion.";
    }

    /**
     * @return whether AWS publishes images of it: for Rocky Linux it publishes none, see ParallelCluster's change log
     */
    public boolean isPublished() {
        return this != ROCKY8 && this != ROCKY9;
    }

    /** @return as in an image's name, such as {@code ubuntu-2204-lts-hvm} */
    String part() {
        return part;
    }

    /** @return who logs in to an instance of the image */
    public String user() {
        return user;
    }
}
