package io.jenkins.plugins.hummingbird.parallelcluster;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.util.Arrays;
import java.util.List;

/** The architecture of a processor, as EC2 and ParallelCluster call it. */
public enum Architecture {
    X86_64("x86_64"),
    ARM64("arm64");

    private final String word;

    Architecture(String word) {
        this.word = word;
    }

    /**
     * @param word as in EC2, such as {@code x86_64}
     * @throws OperationException for any other word
     */
    public static Architecture parse(String word) throws OperationException {
        for (Architecture one : values()) {
            if (one.word.equals(word)) {
                return one;
            }
        }
        throw new OperationException(
                "architecture: '" + word + "' is neither " + X86_64.word + " nor " + ARM64.word + '.');
    }

    /** @return all of them, as in EC2 */
    public static List<String> words() {
        return Arrays.stream(values()).map(Architecture::word).toList();
    }

    /** @return as in EC2, such as {@code x86_64} */
    public String word() {
        return word;
    }
}
