package io.jenkins.plugins.hummingbird.cluster.reads;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/**
 * The compute fleet of a cluster. Its state is an item of the cluster's table in DynamoDB, which the head node reads and
 * writes; the names are those of compute_fleet_status_manager.py in ParallelCluster.
 */
public final class ComputeFleet {
    private static final Map<String, AttributeValue> KEY = Map.of("Id", text("COMPUTE_FLEET"));

    /** As Python writes a time, for that is who reads it. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);

    private final AwsClients aws;
    private final Clock clock;

    /** @param clock whose time stands in a request */
    public ComputeFleet(AwsClients aws, Clock clock) {
        this.aws = aws;
        this.clock = clock;
    }

    /** @return {@link FleetState#UNKNOWN} while the cluster is made or deleted */
    public FleetState read(ClusterStack cluster) throws IOException, OperationException {
        if (!cluster.hasFleet()) {
            return FleetState.UNKNOWN;
        }
        Map<String, AttributeValue> item = item(cluster);
        if (item.containsKey("Data") && item.get("Data").hasM()) {
            Map<String, AttributeValue> data = item.get("Data").m();
            return state(data.get("status"), data.get("lastStatusUpdatedTime"));
        }
        return state(item.get("Status"), item.get("LastUpdatedTime"));
    }

    /**
     * Asks for a fleet that starts nodes when jobs need them. Nothing is done when it runs already, or is about to.
     *
     * @return the state before; see {@link #stop(ClusterStack)}
     */
    public FleetState start(ClusterStack cluster) throws IOException, OperationException {
        FleetState now = known(cluster);
        if (!now.isStarted()) {
            request(cluster, now, "START_REQUESTED");
        }
        return now;
    }

    /**
     * Asks for a fleet without nodes: jobs that run are ended. Nothing is done when it is stopped already, or is about to
     * be.
     *
     * @return the state before
     * @throws IOException also when somebody else changed the state just now
     * @throws OperationException also when the cluster has no fleet now
     */
    public FleetState stop(ClusterStack cluster) throws IOException, OperationException {
        FleetState now = known(cluster);
        if (!now.isStopped()) {
            request(cluster, now, "STOP_REQUESTED");
        }
        return now;
    }

    private FleetState known(ClusterStack cluster) throws IOException, OperationException {
        FleetState now = read(cluster);
        if (now.status().equals("UNKNOWN")) {
            throw new OperationException("The compute fleet of " + cluster.name() + " cannot be started or stopped now:"
                    + " its state is not known, and its stack is in " + cluster.stackStatus()
                    + ". Wait until that is CREATE_COMPLETE or UPDATE_COMPLETE.");
        }
        return now;
    }

    private Map<String, AttributeValue> item(ClusterStack cluster) throws IOException, OperationException {
        return aws.dynamoDb("reading the compute fleet of " + cluster.name(), dynamoDb -> {
            try {
                return dynamoDb.getItem(
                                r -> r.tableName(table(cluster)).key(KEY).consistentRead(true))
                        .item();
            } catch (ResourceNotFoundException e) {
                return Map.of();
            }
        });
    }

    private void request(ClusterStack cluster, FleetState now, String wanted) throws IOException, OperationException {
        boolean plain = !item(cluster).containsKey("Data");
        boolean done = aws.dynamoDb(
                "asking for " + wanted + " of the compute fleet of " + cluster.name(),
                dynamoDb -> update(dynamoDb, table(cluster), plain, now.status(), wanted));
        if (!done) {
            throw new IOException("The compute fleet of " + cluster.name() + " was " + now.status()
                    + " a moment ago and is not any more: somebody else starts or stops it, too");
        }
    }

    /** Only what is as it was seen is changed, so that no request of another is undone. */
    private boolean update(DynamoDbClient dynamoDb, String table, boolean plain, String from, String to) {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("#status", plain ? "Status" : "status");
        names.put("#time", plain ? "LastUpdatedTime" : "lastStatusUpdatedTime");
        if (!plain) {
            names.put("#data", "Data");
        }
        String in = plain ? "" : "#data.";
        try {
            dynamoDb.updateItem(r -> r.tableName(table)
                    .key(KEY)
                    .updateExpression("SET " + in + "#status = :to, " + in + "#time = :time")
                    .conditionExpression(in + "#status = :from")
                    .expressionAttributeNames(names)
                    .expressionAttributeValues(
                            Map.of(":to", text(to), ":from", text(from), ":time", text(TIME.format(clock.instant())))));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    private static FleetState state(AttributeValue status, AttributeValue updated) {
        if (status == null || status.s() == null) {
            return FleetState.UNKNOWN;
        }
        return FleetState.of(status.s(), updated == null ? null : updated.s());
    }

    private static String table(ClusterStack cluster) {
        return "parallelcluster-" + cluster.name();
    }

    private static AttributeValue text(String value) {
        return AttributeValue.builder().s(value).build();
    }
}
