package io.jenkins.plugins.hummingbird.image.state;

import io.jenkins.plugins.hummingbird.aws.AmiId;
import io.jenkins.plugins.hummingbird.aws.ConnectEndpoint;
import io.jenkins.plugins.hummingbird.operation.parameter.TextRule;
import io.jenkins.plugins.hummingbird.parallelcluster.OfficialImages;
import java.util.List;

/** What the texts among a bake's parameters may be, as far as a text alone tells. Sentences end with a full stop. */
final class BakeRules {
    private BakeRules() {}

    /** The name of an AMI, patterns such as {@code {date}} filled in. */
    static final class Name implements TextRule {
        @Override
        public List<String> problems(String name, String text) {
            return TextRule.of(ImageName.problem(text));
        }
    }

    /** A release of ParallelCluster. */
    static final class ParallelClusterVersion implements TextRule {
        @Override
        public List<String> problems(String name, String text) {
            return TextRule.of(() -> OfficialImages.checkVersion(text));
        }
    }

    /** The id of an image. */
    static final class BaseAmi implements TextRule {
        @Override
        public List<String> problems(String name, String text) {
            return TextRule.of(AmiId.problem(name, text));
        }
    }

    /** A key of KMS. */
    static final class KmsKey implements TextRule {
        @Override
        public List<String> problems(String name, String text) {
            return TextRule.of(ParameterRules.kmsKeyProblem(text));
        }
    }

    /** The id of a subnet. */
    static final class Subnet implements TextRule {
        @Override
        public List<String> problems(String name, String text) {
            return TextRule.of(ParameterRules.subnetProblem(text));
        }
    }

    /** Ids of security groups. */
    static final class SecurityGroups implements TextRule {
        @Override
        public List<String> problems(String name, String text) {
            return TextRule.of(ParameterRules.securityGroupsProblem(text));
        }
    }

    /** A range of IPv4 addresses. */
    static final class Cidr implements TextRule {
        @Override
        public List<String> problems(String name, String text) {
            return TextRule.of(ParameterRules.cidrProblem(text));
        }
    }

    /** The id of an EC2 Instance Connect Endpoint. */
    static final class Endpoint implements TextRule {
        @Override
        public List<String> problems(String name, String text) {
            return TextRule.of(() -> ConnectEndpoint.checkId(text));
        }
    }

    /** A version of CellProfiler. */
    static final class CellProfilerVersion implements TextRule {
        @Override
        public List<String> problems(String name, String text) {
            return TextRule.of(ParameterRules.cellProfilerProblem(text));
        }
    }

    /** The URL of an index of Python packages. */
    static final class PipIndex implements TextRule {
        @Override
        public List<String> problems(String name, String text) {
            return TextRule.of(DownloadRules.pipIndexProblem(text));
        }
    }

    /** The URL of a proxy. */
    static final class PackageProxy implements TextRule {
        @Override
        public List<String> problems(String name, String text) {
            return TextRule.of(DownloadRules.packageProxyProblem(text));
        }
    }

    /** A URL, or the path of a Python 3.9. */
    static final class PythonSource implements TextRule {
        @Override
        public List<String> problems(String name, String text) {
            return TextRule.of(DownloadRules.pythonSourceProblem(text));
        }
    }

    /** Tags of AWS. */
    static final class Tags implements TextRule {
        @Override
        public List<String> problems(String name, String text) {
            return UserTags.problems(text);
        }
    }
}
