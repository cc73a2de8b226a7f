package io.jenkins.plugins.hummingbird;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.jenkins.plugins.hummingbird.iam.ServiceAuthorization;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A policy that docs/ gives to people, and what the code calls, both in the words of policies. */
public final class IamPolicy {
    public static final Path BAKE = Path.of("docs/iam-bake.json");
    public static final Path CLUSTER = Path.of("docs/iam-cluster.json");
    public static final Path S3_JENKINS = Path.of("docs/iam-s3-jenkins.json");
    public static final Path S3_NODES = Path.of("docs/iam-s3-nodes.json");

    private static final Pattern CLIENT =
            Pattern.compile("software[.]amazon[.]awssdk[.]services[.](\\w+)[.]\\w+Client");

    /** What a client can do that is no call. */
    private static final Set<String> NO_CALLS =
            Set.of("Builder", "Close", "Create", "ServiceClientConfiguration", "ServiceName", "Waiter");

    private IamPolicy() {}

    /**
     * @param file a policy
     * @return such as {@code ec2:RunInstances}
     */
    public static Set<String> actions(Path file) throws IOException {
        Set<String> actions = new TreeSet<>();
        for (JsonNode statement : new ObjectMapper().readTree(file.toFile()).get("Statement")) {
            JsonNode action = statement.get("Action");
            if (action.isTextual()) {
                actions.add(action.asText());
            } else {
                action.forEach(one -> actions.add(one.asText()));
            }
        }
        return actions;
    }

    /**
     * @param name a package of the plugin, with those below it
     * @return all that its classes can call, whether or not a test does
     */
    public static Set<String> calledBy(String name) {
        Set<String> actions = new TreeSet<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(new ArchitectureTest.NoTests())
                .importPackages("io.jenkins.plugins.hummingbird." + name)) {
            Stream.<JavaAccess<?>>concat(
                            type.getMethodCallsFromSelf().stream(), type.getMethodReferencesFromSelf().stream())
                    .forEach(call -> add(actions, call.getTargetOwner().getName(), call.getName()));
        }
        return actions;
    }

    /**
     * @param name a package of the plugin, with those below it
     * @return {@link #calledBy} of it and of the packages that call for it, with what AWS asks for beside that; without S3,
     *     which has a policy of its own
     */
    public static Set<String> neededBy(String name) {
        Set<String> actions = calledBy(name);
        actions.addAll(calledBy("aws"));
        actions.addAll(calledBy("parallelcluster"));
        actions.removeIf(action -> action.startsWith("s3:"));
        for (String action : List.copyOf(actions)) {
            actions.addAll(ServiceAuthorization.table().needs(action));
        }
        return actions;
    }

    private static void add(Set<String> actions, String client, String method) {
        Matcher service = CLIENT.matcher(client);
        String operation =
                Character.toUpperCase(method.charAt(0)) + method.substring(1).replaceFirst("Paginator$", "");
        if (service.matches() && !NO_CALLS.contains(operation)) {
            actions.add(prefix(service.group(1)) + ':' + action(service.group(1), operation));
        }
    }

    /** S3's actions have other names than its operations. */
    private static String action(String service, String operation) {
        if (!service.equals("s3")) {
            return operation;
        }
        return switch (operation) {
            case "HeadBucket", "ListObjectsV2" -> "ListBucket";
            case "HeadObject" -> "GetObject";
            default -> operation;
        };
    }

    private static String prefix(String service) {
        return switch (service) {
            case "cloudwatchlogs" -> "logs";
            case "directory" -> "ds";
            default -> service;
        };
    }
}
