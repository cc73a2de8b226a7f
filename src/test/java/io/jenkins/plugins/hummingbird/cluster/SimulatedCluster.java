package io.jenkins.plugins.hummingbird.cluster;

import io.jenkins.plugins.hummingbird.AwsRule;
import io.jenkins.plugins.hummingbird.aws.AwsClients;
import io.jenkins.plugins.hummingbird.parallelcluster.ClusterTags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** The AWS resources of a cluster: a stack with tags, a table and instances with tags. No node really runs. */
public final class SimulatedCluster {
    private static final String TEMPLATE = String.join(
            "\n",
            "{'Parameters': {'Scheduler': {'Type': 'String'}, 'ClusterCWLogGroup': {'Type': 'String'}}, 'Resources': {",
            "'DynamoDBTable': {'Type': 'AWS::DynamoDB::Table', 'Properties': {'TableName': 'parallelcluster-NAME',",
            " 'AttributeDefinitions': [{'AttributeName': 'Id', 'AttributeType': 'S'}],",
            " 'KeySchema': [{'AttributeName': 'Id', 'KeyType': 'HASH'}], 'BillingMode': 'PAY_PER_REQUEST'}}STORAGE}}");

    private final AwsRule rule;
    private final AwsClients aws;
    final String name;
    public String arn;

    public SimulatedCluster(AwsRule rule, AwsClients aws, String name) {
        this.rule = rule;
        this.aws = aws;
        this.name = name;
    }

    public static String logGroup(String name) {
        return "/aws/parallelcluster/" + name;
    }

    /** Creates the stack with the tag of a release that does not matter. */
    public SimulatedCluster create() throws Exception {
        return create("", new String[] {ClusterTags.VERSION, "3.16.1"});
    }

    /** @param tags alternating keys and values */
    public SimulatedCluster create(String... tags) throws Exception {
        return create("", tags);
    }

    /**
     * @param storage more resources, each after a comma
     * @param tags alternating keys and values
     */
    public SimulatedCluster create(String storage, String[] tags) throws Exception {
        List<Tag> all = new ArrayList<>();
        for (int i = 0; i < tags.length; i += 2) {
            all.add(Tag.builder().key(tags[i]).value(tags[i + 1]).build());
        }
        String template =
                TEMPLATE.replace("NAME", name).replace("STORAGE", storage).replace('\'', '"');
        arn = aws.cloudFormation("making " + name, cloudFormation -> cloudFormation
                .createStack(r -> r.stackName(name)
                        .templateBody(template)
                        .parameters(parameter("Scheduler", "slurm"), parameter("ClusterCWLogGroup", logGroup(name)))
                        .tags(all))
                .stackId());
        return this;
    }

    private static Parameter parameter(String key, String value) {
        return Parameter.builder().parameterKey(key).parameterValue(value).build();
    }

    /** Sets the state of the fleet in the format of releases since 3.2. */
    public SimulatedCluster fleet(String status, String time) throws Exception {
        return put(Map.of(
                "Id",
                text("COMPUTE_FLEET"),
                "Data",
                AttributeValue.builder()
                        .m(Map.of("status", text(status), "lastStatusUpdatedTime", text(time)))
                        .build()));
    }

    /** @return the status of the fleet, in the format of releases since 3.2 */
    public String fleet() throws Exception {
        return aws.dynamoDb(
                        "a fleet",
                        dynamoDb -> dynamoDb.getItem(
                                r -> r.tableName("parallelcluster-" + name).key(Map.of("Id", text("COMPUTE_FLEET")))))
                .item()
                .get("Data")
                .m()
                .get("status")
                .s();
    }

    /** Sets the state of the fleet in the format of releases before 3.2. */
    public SimulatedCluster plainFleet(String status, String time) throws Exception {
        return put(Map.of("Id", text("COMPUTE_FLEET"), "Status", text(status), "LastUpdatedTime", text(time)));
    }

    private SimulatedCluster put(Map<String, AttributeValue> item) throws Exception {
        aws.dynamoDb(
                "a fleet",
                dynamoDb -> dynamoDb.putItem(
                        r -> r.tableName("parallelcluster-" + name).item(item)));
        return this;
    }

    /** @return the id of the instance */
    public String headNode() throws Exception {
        return instance("node-type", "HeadNode").instanceId();
    }

    /** @return the id of a compute node whose disk has an unusable key */
    public String nodeWithoutKey() throws Exception {
        BlockDeviceMapping disk = BlockDeviceMapping.builder()
                .deviceName("/dev/sda1")
                .ebs(e -> e.volumeSize(40).encrypted(true).kmsKeyId(rule.property("disabledKmsKey")))
                .build();
        return launch(r -> r.blockDeviceMappings(disk), "node-type", "Compute").instanceId();
    }

    /** @param tags alternating keys, without {@code parallelcluster:}, and values */
    public Instance instance(String... tags) throws Exception {
        return launch(r -> {}, tags);
    }

    private Instance launch(Consumer<RunInstancesRequest.Builder> more, String... tags) throws Exception {
        List<software.amazon.awssdk.services.ec2.model.Tag> all = new ArrayList<>();
        all.add(tag("cluster-name", name));
        for (int i = 0; i < tags.length; i += 2) {
            all.add(tag(tags[i], tags[i + 1]));
        }
        return aws.ec2("an instance", ec2 -> ec2.runInstances(r -> r.imageId(ec2.describeImages(i -> i.owners("amazon"))
                                .images()
                                .get(0)
                                .imageId())
                        .instanceType(InstanceType.C5_LARGE)
                        .minCount(1)
                        .maxCount(1)
                        .subnetId(rule.property("subnet"))
                        .tagSpecifications(TagSpecification.builder()
                                .resourceType(ResourceType.INSTANCE)
                                .tags(all)
                                .build())
                        .applyMutation(more))
                .instances()
                .get(0));
    }

    private static software.amazon.awssdk.services.ec2.model.Tag tag(String key, String value) {
        return software.amazon.awssdk.services.ec2.model.Tag.builder()
                .key("parallelcluster:" + key)
                .value(value)
                .build();
    }

    private static AttributeValue text(String value) {
        return AttributeValue.builder().s(value).build();
    }
}
