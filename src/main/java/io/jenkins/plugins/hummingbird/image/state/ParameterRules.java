package io.jenkins.plugins.hummingbird.image.state;

import java.util.List;
import java.util.regex.Pattern;

/** The rules of single parameters of a bake, which neither AWS nor other parameters decide. */
public final class ParameterRules {
    /** The version of CellProfiler that people get who name none. */
    public static final String CELLPROFILER_VERSION = "4.2.8.1";

    private static final Pattern CIDR =
            Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(25[0-5]|2[0-4]\\d|1?\\d?\\d)/(3[0-2]|[12]?\\d)");

    /** An id (of a key in several regions, too) or an alias, or the ARN of either. */
    private static final Pattern KMS_KEY = Pattern.compile("(arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:key/)?"
            + "([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|mrk-[0-9a-f]{32})"
            + "|(arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:)?alias/[A-Za-z0-9/_-]{1,250}");

    private ParameterRules() {}

    /** @return a sentence, as of all that follow; empty for what can be a version of CellProfiler */
    static String cellProfilerProblem(String version) {
        return version.matches("\\d+(\\.\\d+)+")
                ? ""
                : "cellProfilerVersion: '" + version + "' is not a version; one looks like " + CELLPROFILER_VERSION
                        + '.';
    }

    /** @return empty for what RunInstances takes as KmsKeyId */
    static String kmsKeyProblem(String key) {
        return KMS_KEY.matcher(key).matches()
                ? ""
                : "kmsKeyId: '" + key + "' names no key of KMS; give its id, its ARN or an alias, such as"
                        + " 1234abcd-12ab-34cd-56ef-1234567890ab, arn:aws:kms:REGION:ACCOUNT:key/1234abcd-... or"
                        + " alias/images.";
    }

    /** @return empty for the id of a subnet */
    static String subnetProblem(String id) {
        return id.matches("subnet-[0-9a-f]+")
                ? ""
                : "subnetId: '" + id + "' is not the id of a subnet; one looks like subnet-0123456789abcdef0.";
    }

    /** @return empty for a list of security groups' ids */
    static String securityGroupsProblem(String ids) {
        return parts(ids).stream().allMatch(id -> id.matches("sg-[0-9a-f]+"))
                ? ""
                : "securityGroupIds: '" + ids
                        + "' are not ids of security groups, separated by commas; one looks like sg-0123456789abcdef0.";
    }

    /** @return whether a text is a range of IPv4 addresses */
    public static boolean isCidr(String text) {
        return CIDR.matcher(text).matches();
    }

    /** @return empty for a range of IPv4 addresses */
    static String cidrProblem(String text) {
        return isCidr(text)
                ? ""
                : "allowedCidr: '" + text
                        + "' is not a range of IPv4 addresses; one looks like 203.0.113.0/24, a single"
                        + " address like 203.0.113.7/32.";
    }

    /** @return what lines or commas separate, without blanks around and empty parts */
    public static List<String> parts(String text) {
        return Pattern.compile("[,\\r\\n]")
                .splitAsStream(text)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
