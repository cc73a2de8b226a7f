package io.jenkins.plugins.hummingbird.cluster.state;

import io.jenkins.plugins.hummingbird.aws.AmiId;
import io.jenkins.plugins.hummingbird.operation.parameter.TextRule;
import io.jenkins.plugins.hummingbird.parallelcluster.ClusterName;
import java.util.List;

/** What the texts among a cluster's parameters may be, as far as a text alone tells. Sentences end with a full stop. */
final class ClusterRules {
    private ClusterRules() {}

    /** The name of a cluster. */
    static final class Name implements TextRule {
        @Override
        public List<String> problems(String name, String text) {
            return TextRule.of(() -> ClusterName.check(name, text));
        }
    }

    /** The id of an image. */
    static final class CustomAmi implements TextRule {
        @Override
        public List<String> problems(String name, String text) {
            return TextRule.of(() -> AmiId.check(name, text));
        }
    }

    /** The id of a directory. */
    static final class Directory implements TextRule {
        @Override
        public List<String> problems(String name, String text) {
            return TextRule.of(() -> DirectoryId.check(text));
        }
    }

    /** Names of validators of ParallelCluster. */
    static final class Validators implements TextRule {
        @Override
        public List<String> problems(String name, String text) {
            return ClusterRequest.words(text).stream().allMatch(one -> one.matches("ALL|type:[A-Za-z0-9]+"))
                    ? List.of()
                    : List.of(name + ": '" + text
                            + "' are not names of validators; ALL, or type:NAME, separated by blanks, such as"
                            + " type:DomainAddrValidator.");
        }
    }

    /** Names of resources of a stack. */
    static final class StackResources implements TextRule {
        @Override
        public List<String> problems(String name, String text) {
            return ClusterRequest.words(text).stream().allMatch(one -> one.matches("[A-Za-z0-9]+"))
                    ? List.of()
                    : List.of(name + ": '" + text + "' are not names of resources of a stack; the names are in"
                            + " the message of the deletion that failed, such as ComputeSecurityGroup, separated by"
                            + " commas.");
        }
    }
}
