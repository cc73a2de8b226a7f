"""Creates a stack of a template in the AWS of the environment, and prints what its outputs name, as JSON.

    deploy.py STACK TEMPLATE [NAME=VALUE...]

The object that is printed has status, outputs, and things: by the name of an output what is there, in words.
"""

import json
import sys

import boto3

session = boto3.Session()
ec2, iam, ssm, efs, s3 = (session.client(name) for name in ("ec2", "iam", "ssm", "efs", "s3"))
cloudformation = session.client("cloudformation")
POLICIES = ("ParallelClusterClusterPolicy1", "ParallelClusterClusterPolicy2",
            "DefaultParallelClusterIamAdminPolicy", "ParallelClusterLogRetrievalPolicy")


def put_parallelcluster_policies():
    """Where AWS has it, a template with the outputs of ParallelCluster's own."""
    bucket = session.region_name + "-aws-parallelcluster"
    if bucket not in [one["Name"] for one in s3.list_buckets()["Buckets"]]:
        s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": session.region_name})
    statement = {"Effect": "Allow", "Action": "ec2:DescribeVpcs", "Resource": "*"}
    resource = {"Type": "AWS::IAM::ManagedPolicy", "Properties": {
        "PolicyDocument": {"Version": "2012-10-17", "Statement": [statement]}}}
    template = {
        "Parameters": {"EnableIamAdminAccess": {"Type": "String", "Default": "false"}},
        "Conditions": {"Admin": {"Fn::Equals": [{"Ref": "EnableIamAdminAccess"}, "true"]}},
        "Resources": {name: resource for name in POLICIES},
        "Outputs": {name: {"Value": {"Ref": name}} for name in POLICIES}}
    template["Outputs"]["DefaultParallelClusterIamAdminPolicy"]["Condition"] = "Admin"
    s3.put_object(Bucket=bucket, Key="parallelcluster/3.16.1/templates/policies/policies.yaml",
                  Body=json.dumps(template).encode())


def short(name):
    """Without the name of the stack and what makes it unique."""
    return name.split("-")[-2]


def ways_out(subnet):
    """Where a subnet's routes lead out of the network: 0.0.0.0/0 to igw or nat, S3's addresses to vpce."""
    tables = ec2.describe_route_tables(Filters=[{"Name": "association.subnet-id", "Values": [subnet]}])["RouteTables"]
    routes = [one.get("NatGatewayId") or one["GatewayId"] for one in tables[0]["Routes"]]
    return " and ".join(sorted(one.split("-")[0] for one in routes if one != "local"))


def subnet(name):
    one = ec2.describe_subnets(SubnetIds=[name])["Subnets"][0]
    return "%s, %s, %s" % (one["CidrBlock"], one["AvailabilityZone"], ways_out(name))


def group(name):
    """What it admits; a source that is a group by its name in the template."""
    one = ec2.describe_security_groups(GroupIds=[name])["SecurityGroups"][0]
    admitted = []
    for rule in one["IpPermissions"]:
        sources = [each["CidrIp"] for each in rule["IpRanges"]]
        for pair in rule["UserIdGroupPairs"]:
            sources.append(short(ec2.describe_security_groups(GroupIds=[pair["GroupId"]])["SecurityGroups"][0]["GroupName"]))
        admitted += ["%s from %s" % (rule["FromPort"], source) for source in sources]
    return "; ".join(admitted)


def file_system(name):
    one = efs.describe_file_systems(FileSystemId=name)["FileSystems"][0]
    words = ["encrypted" if one["Encrypted"] else "plain", one["ThroughputMode"]]
    for target in efs.describe_mount_targets(FileSystemId=name)["MountTargets"]:
        groups = efs.describe_mount_target_security_groups(MountTargetId=target["MountTargetId"])["SecurityGroups"]
        words.append("%s: %s" % (subnet(target["SubnetId"]), group(groups[0])))
    return "; ".join(words)


def attached(role=None, user=None):
    found = iam.list_attached_role_policies(RoleName=role) if role else iam.list_attached_user_policies(UserName=user)
    return ", ".join(sorted(short(one["PolicyName"]) for one in found["AttachedPolicies"]))


def role(arn):
    one = iam.get_role(RoleName=arn.split("/")[-1])["Role"]
    who = one["AssumeRolePolicyDocument"]["Statement"][0]["Condition"]["ArnEquals"]["aws:PrincipalArn"]
    return "%s for %s" % (attached(role=one["RoleName"]), short(who))


def profile(name):
    roles = iam.get_instance_profile(InstanceProfileName=name)["InstanceProfile"]["Roles"]
    return "%s: %s" % (short(roles[0]["RoleName"]), attached(role=roles[0]["RoleName"]))


def policy(arn):
    one = iam.get_policy(PolicyArn=arn)["Policy"]
    document = iam.get_policy_version(PolicyArn=arn, VersionId=one["DefaultVersionId"])["PolicyVersion"]["Document"]
    return " ".join([one["Path"]] + sorted({
        resource for statement in document["Statement"]
        for resource in ([statement["Resource"]] if isinstance(statement["Resource"], str) else statement["Resource"])}))


def private_key(name):
    return ssm.get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"].split("\n")[0]


def bucket(name):
    return s3.get_bucket_location(Bucket=name)["LocationConstraint"]


LOOKS = {
    "VpcId": lambda name: ec2.describe_vpcs(VpcIds=[name])["Vpcs"][0]["CidrBlock"],
    "PrivateSubnetId": subnet, "PublicSubnetId": subnet, "SecondPrivateSubnetId": subnet, "SecondPublicSubnetId": subnet,
    "HeadNodeSecurityGroupId": group, "JenkinsSecurityGroupId": group,
    "KeyName": lambda name: ec2.describe_key_pairs(KeyNames=[name])["KeyPairs"][0]["KeyType"],
    "PrivateKeyParameter": private_key,
    "FileSystemId": file_system,
    "BakeRoleArn": role, "ClusterRoleArn": role, "JenkinsInstanceProfile": profile,
    "JenkinsUser": lambda name: attached(user=name),
    "ResultsBucketName": bucket, "NodesPolicyArn": policy,
}

stack, template, *parameters = sys.argv[1:]
put_parallelcluster_policies()
cloudformation.create_stack(
    StackName=stack, TemplateBody=open(template, encoding="utf-8").read(), Capabilities=["CAPABILITY_NAMED_IAM"],
    Parameters=[dict(zip(("ParameterKey", "ParameterValue"), one.split("=", 1))) for one in parameters])
made = cloudformation.describe_stacks(StackName=stack)["Stacks"][0]
outputs = {one["OutputKey"]: one["OutputValue"] for one in made["Outputs"]}
print(json.dumps({
    "status": made["StackStatus"], "outputs": outputs,
    "things": {name: LOOKS[name](value) for name, value in outputs.items() if name in LOOKS}}))
