package io.jenkins.plugins.hummingbird.cluster.reads;

import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.operation.OperationException;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/**
 * Reads, starts and stops the compute fleet of a cluster. Its state is an item of the cluster's DynamoDB table, which the head
 * node reads and writes; the names are from compute_fleet_status_manager.py of ParallelCluster.
 */
public final class ComputeFleet {
    private static final Map<String, AttributeValue> KEY = Map.of("Id", text("COMPUTE_FLEET"));

    /** The format of Python, in which the head node reads the time. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);

    private final AwsClients aws;

    public ComputeFleet(AwsClients aws) {
        this.aws = aws;
    }

    /** @return {@link FleetState#UNKNOWN} while the cluster is created or deleted */
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
     * Asks the head node to start the fleet, so that it starts nodes for jobs. Changes nothing if the fleet is running or
     * starting.
     *
     * @param now the time of the request
     * @return the state before
     * @throws IOException also when somebody else changed the state at the same time
     * @throws OperationException also when the state of the fleet is not known
     */
    public FleetState start(ClusterStack cluster, Instant now) throws IOException, OperationException {
        FleetState before = known(cluster);
        if (!before.isStarted()) {
            request(cluster, before, "START_REQUESTED", now);
        }
        return before;
    }

    /**
     * Asks the head node to stop the fleet, which terminates its nodes and the jobs on them. Changes nothing if the fleet is
     * stopped or stopping.
     *
     * @param now the time of the request
     * @return the state before
     * @throws IOException also when somebody else changed the state at the same time
     * @throws OperationException also when the state of the fleet is not known
     */
    public FleetState stop(ClusterStack cluster, Instant now) throws IOException, OperationException {
        FleetState before = known(cluster);
        if (!before.isStopped()) {
            request(cluster, before, "STOP_REQUESTED", now);
        }
        return before;
    }

    private FleetState known(ClusterStack cluster) throws IOException, OperationException {
        FleetState now = read(cluster);
        if (now.status().equals("UNKNOWN")) {
            throw new OperationException("The compute fleet of " + cluster.name() + " cannot be started or stopped now:"
                    + " its state is not known, and its stack status is " + cluster.stackStatus()
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

    private void request(ClusterStack cluster, FleetState before, String wanted, Instant now)
            throws IOException, OperationException {
        boolean plain = !item(cluster).containsKey("Data");
        boolean done = aws.dynamoDb(
                "requesting " + wanted + " of the compute fleet of " + cluster.name(),
                dynamoDb -> update(dynamoDb, table(cluster), plain, before.status(), wanted, now));
        if (!done) {
            throw new IOException("The compute fleet of " + cluster.name() + " was " + before.status()
                    + " a moment ago and has changed: somebody else starts or stops it, too");
        }
    }

    /** Changes the state only if it is still the one that was read, so that a concurrent request is not overwritten. */
    private boolean update(DynamoDbClient dynamoDb, String table, boolean plain, String from, String to, Instant now) {
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
                            Map.of(":to", text(to), ":from", text(from), ":time", text(TIME.format(now)))));
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
