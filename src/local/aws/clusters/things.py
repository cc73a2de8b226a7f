"""What there is of a simulated cluster in AWS: its tables, its log group, its head node, and its files in S3."""

import datetime
import functools
import time
import uuid

import boto3
from moto.dynamodb.models import dynamodb_backends
from moto.ec2.models import ec2_backends


class Things:
    def __init__(self, stack, endpoint):
        self.stack = stack
        self.endpoint = endpoint
        self.cluster = stack.name
        self.table = "parallelcluster-" + stack.name

    @functools.cache
    def client(self, service):
        return boto3.client(
            service, endpoint_url=self.endpoint, region_name=self.stack.region_name, aws_access_key_id="cluster",
            aws_secret_access_key="cluster")

    def make(self, name):
        """Answers its physical id; None for what is not made."""
        resource = self.stack.resources[name]
        properties = resource.get("Properties", {})
        if resource["Type"] == "AWS::DynamoDB::Table":
            self.client("dynamodb").create_table(**properties)
            return properties["TableName"]
        if name == "CloudWatchLogGroup":
            return self.make_log_group(properties["LogGroupName"])
        if name == "HeadNode":
            return self.make_head_node(properties)
        if resource["Type"] in ("AWS::EFS::FileSystem", "AWS::FSx::FileSystem", "AWS::EC2::Volume"):
            # In name alone.
            return ("vol-" if resource["Type"].endswith("Volume") else "fs-") + uuid.uuid4().hex[:17]
        return None

    def make_log_group(self, name):
        """The group stays when its cluster goes, and its name says the minute; here clusters take less than that."""
        if not self.client("logs").describe_log_groups(logGroupNamePrefix=name)["logGroups"]:
            self.client("logs").create_log_group(logGroupName=name)
        return name

    def make_head_node(self, properties):
        launch = self.stack.resources["HeadNodeLaunchTemplate"]["Properties"]["LaunchTemplateData"]
        network = {"DeviceIndex": 0, "AssociatePublicIpAddress": True, "DeleteOnTermination": True,
                   "SubnetId": self.stack.resources["HeadNodeENI"]["Properties"]["SubnetId"]}
        if self.stack.wishes["headNodeAddress"]:
            network["PrivateIpAddress"] = self.stack.wishes["headNodeAddress"]
        made = self.client("ec2").run_instances(
            ImageId=launch["ImageId"], InstanceType=launch["InstanceType"], MinCount=1, MaxCount=1,
            NetworkInterfaces=[network],
            TagSpecifications=[{"ResourceType": "instance", "Tags": properties["Tags"]}])
        return made["Instances"][0]["InstanceId"]

    def remove(self, name, kind, physical):
        if kind == "AWS::DynamoDB::Table":
            self.client("dynamodb").delete_table(TableName=physical)
        elif name == "CloudWatchLogGroup":
            self.client("logs").delete_log_group(logGroupName=physical)
        elif name == "HeadNode":
            self.client("ec2").terminate_instances(InstanceIds=[physical])

    def end_compute_nodes(self):
        wanted = {"tag:parallelcluster:cluster-name": self.cluster, "tag:parallelcluster:node-type": "Compute",
                  "instance-state-name": "running"}
        found = self.client("ec2").describe_instances(
            Filters=[{"Name": name, "Values": [value]} for name, value in wanted.items()])
        nodes = [one["InstanceId"] for each in found["Reservations"] for one in each["Instances"]]
        if nodes:
            self.client("ec2").terminate_instances(InstanceIds=nodes)

    def head_node_runs(self):
        """Without a request over HTTP, as fleet()."""
        node = self.stack.made.get("HeadNode")
        instances = ec2_backends[self.stack.account_id][self.stack.region_name]
        found = instances.get_instance_by_id(node.physical_resource_id) if node else None
        return found is not None and found.state == "running"

    def fleet(self):
        """Without a request over HTTP, for it is asked often."""
        try:
            item = dynamodb_backends[self.stack.account_id][self.stack.region_name].get_item(
                self.table, {"Id": {"S": "COMPUTE_FLEET"}})
        except Exception:
            return None
        return item.to_json()["Attributes"]["Data"]["M"]["status"]["S"] if item else None

    def put_fleet(self, status):
        now = str(datetime.datetime.now(datetime.timezone.utc))
        self.client("dynamodb").put_item(TableName=self.table, Item={
            "Id": {"S": "COMPUTE_FLEET"},
            "Data": {"M": {"status": {"S": status}, "lastStatusUpdatedTime": {"S": now}}}})

    def log_failure(self, reason):
        """As the head node sends its log to CloudWatch."""
        group, node = (self.stack.made.get(name) for name in ("CloudWatchLogGroup", "HeadNode"))
        if group is None or node is None:
            return
        where = {"logGroupName": group.physical_resource_id,
                 "logStreamName": "ip-127-60-1-1.%s.chef-client" % node.physical_resource_id}
        self.client("logs").create_log_stream(**where)
        lines = ("INFO: Running recipe aws-parallelcluster-entrypoints::config", "FATAL: " + reason)
        self.client("logs").put_log_events(**where, logEvents=[
            {"timestamp": int(time.time() * 1000), "message": line} for line in lines])

    def remove_files(self):
        """What the CLI has put into S3 for this cluster alone."""
        values = self.stack.stack_parameters
        where = {"Bucket": values["ResourcesS3Bucket"], "Prefix": values["ArtifactS3RootDirectory"] + "/"}
        for page in self.client("s3").get_paginator("list_object_versions").paginate(**where):
            for one in page.get("Versions", []) + page.get("DeleteMarkers", []):
                self.client("s3").delete_object(Bucket=where["Bucket"], Key=one["Key"], VersionId=one["VersionId"])
