package io.jenkins.plugins.hummingbird.submit.request;

import io.jenkins.plugins.hummingbird.operation.OperationException;
import io.jenkins.plugins.hummingbird.operation.parameter.RequestParameter;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What a submission has taken of a named cluster, at the time when it started. What the administrator changes later does not
 * move a running submission elsewhere; whether the job may use the cluster at all is asked at each use.
 */
public final class UsedCluster implements Serializable {
    private static final long serialVersionUID = 1L;

    /** For messages: where an administrator defines clusters. */
    public static final String WHERE = "Manage Jenkins, System, Hummingbird";

    /** Parameters of which the name alone stands for the value. */
    private static final List<String> FIXED = List.of(
            "host", "port", "hostKey", "hostKeyPolicy", "knownHosts", "address", "instanceConnectEndpointId", "region");

    /** Parameters that a job may give where the administrator allows it: they say who acts, and which programs run. */
    private static final List<String> ALLOWABLE = List.of(
            "user",
            "sshCredentialsId",
            "awsCredentialsId",
            "roleArn",
            "externalId",
            "cellprofiler",
            "pluginsDirectory",
            "tablesPython",
            "partition");

    private final NamedCluster cluster;
    private final ArrayList<String> problems = new ArrayList<>();

    /** Parameters that the job gives. */
    private final ArrayList<String> own = new ArrayList<>();

    private UsedCluster(NamedCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Has a submission use a cluster: its values go into the request, and what the job may not say is among the
     * {@link #problems}.
     */
    public static void apply(NamedCluster cluster, SubmitRequest request) {
        UsedCluster used = new UsedCluster(NamedCluster.PARAMETERS.copy(cluster));
        cluster.problems()
                .forEach(one -> used.problems.add("the definition of the cluster " + cluster.name + " is wrong ("
                        + WHERE + ", clusters): " + one));
        request.cluster = cluster.parallelCluster;
        FIXED.forEach(name -> used.take(name, request, false));
        ALLOWABLE.forEach(name -> used.take(name, request, true));
        used.limit("images", request.images, cluster.imageRoots, "imageRoots");
        used.limit(
                "dataFile",
                request.tableOnHeadNode() || request.tableInS3() ? request.dataFile : "",
                cluster.imageRoots,
                "imageRoots");
        used.limit("output", request.output, cluster.outputRoots, "outputRoots");
        used.limit("resultsUrl", request.s3.resultsUrl, cluster.outputRoots, "outputRoots");
        request.use(used);
    }

    private void take(String name, SubmitRequest request, boolean allowable) {
        RequestParameter parameter = SubmitRequest.PARAMETERS.find(name).orElseThrow();
        Object initial = parameter.get(new SubmitRequest());
        Object given = parameter.get(request);
        Object value = NamedCluster.PARAMETERS.find(name).orElseThrow().get(cluster);
        if (given.equals(initial) || given.equals(value)) {
            parameter.set(request, value.equals("") ? initial : value);
            return;
        }
        own.add(name);
        if (!allowable) {
            problems.add(name + " belongs to the definition of the cluster " + cluster.name + ": leave it out");
        } else if (!cluster.ownValues && !(name.equals("partition") && cluster.partition.isEmpty())) {
            problems.add(name + ": jobs may not give their own with the cluster " + cluster.name
                    + ": leave it out, or ask an administrator to allow it: " + WHERE + ", clusters, ownValues");
        }
    }

    private void limit(String name, String path, String roots, String setting) {
        if (!path.isEmpty() && !roots.isEmpty() && !NamedClusterRules.isBelow(path, roots)) {
            problems.add(
                    name + " must lie below " + String.join(" or ", NamedClusterRules.words(roots)) + " on the cluster "
                            + cluster.name + ", not at " + path + " (" + WHERE + ", clusters, " + setting + ")");
        }
    }

    /** @return where that is said which a job cannot say beside the name of a cluster; follows a verb, empty where none is named */
    public static String place(SubmitRequest request) {
        return request.used() == null
                ? ""
                : " in the definition of the cluster " + request.used().name() + " (" + WHERE + ", clusters)";
    }

    /** @return what the administrator calls it */
    public String name() {
        return cluster.name;
    }

    /** @return what the job may not say beside the name of the cluster: sentences without a full stop */
    public List<String> problems() {
        return problems;
    }

    /** @return whether the account is the job's own, so that its key is a credential that the job may use */
    public boolean hasOwnAccount() {
        return own.contains("sshCredentialsId") || own.contains("user");
    }

    /**
     * @return whether AWS is used by a credential that the job may use, or in a role that it names: also where the definition
     *     has nothing to do with AWS
     */
    public boolean hasOwnAws() {
        return own.contains("awsCredentialsId")
                || own.contains("roleArn")
                || cluster.parallelCluster.isEmpty()
                        && cluster.aws.awsCredentialsId.isEmpty()
                        && cluster.aws.roleArn.isEmpty();
    }

    /**
     * @param url of the folder of an object that the image table names
     * @throws OperationException when images may not be there: the credential of the cluster may see more than the nodes do
     */
    public void checkImages(String url) throws OperationException {
        if (!cluster.imageRoots.isEmpty() && !NamedClusterRules.isBelow(url, cluster.imageRoots)) {
            throw new OperationException("The image table names " + url + ", and images of the cluster " + cluster.name
                    + " must lie below " + String.join(" or ", NamedClusterRules.words(cluster.imageRoots)) + " ("
                    + WHERE
                    + ", clusters, imageRoots).");
        }
    }

    /** @return what an hour of its nodes costs; nothing of what cannot be read, which is among the problems */
    NodePrices nodePrices() {
        try {
            return NodePrices.parse(cluster.nodePrices);
        } catch (OperationException e) {
            return NodePrices.NONE;
        }
    }
}
