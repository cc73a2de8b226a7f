"""What docs/examples/account.yaml names and moto's CloudFormation does not do: key pairs and Instance Connect Endpoints of EC2,
the policies that a role gets, the routes that a subnet gets, the outputs of a nested stack, and the availability zones of the
stack's own region.

An endpoint is an id only: EC2 describes no other than that of tunnels/endpoints.py.
"""

import secrets

from moto.cloudformation import models, parsing
from moto.core.common_models import CloudFormationModel
from moto.ec2.models import EC2Backend, ec2_backends
from moto.iam.models import Role, iam_backends
from moto.ssm.models import ssm_backends

# By the module of a class moto knows the service to which it belongs.
OF_EC2 = "moto.ec2.models"


class KeyPair(CloudFormationModel):
    """As CloudFormation does, the private key of a new pair becomes a parameter, which has the id of the pair."""

    __module__ = OF_EC2

    def __init__(self, pair):
        self.physical_resource_id, self.key_pair_id = pair.key_name, pair.id

    @staticmethod
    def cloudformation_name_type():
        return "KeyName"

    @staticmethod
    def cloudformation_type():
        return "AWS::EC2::KeyPair"

    @classmethod
    def has_cfn_attr(cls, attr):
        return attr == "KeyPairId"

    def get_cfn_attribute(self, attribute):
        if attribute != "KeyPairId":
            raise models.ValidationError(message="AWS::EC2::KeyPair has no attribute %s" % attribute)
        return self.key_pair_id

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **others):
        kind = cloudformation_json["Properties"].get("KeyType", "rsa")
        pair = ec2_backends[account_id][region_name].create_key_pair(resource_name, kind, tags={})
        ssm_backends[account_id][region_name].put_parameter(
            name="/ec2/keypair/" + pair.id, description="", value=pair.key_material, parameter_type="SecureString",
            allowed_pattern="", keyid=None, overwrite=False, tags=[], data_type="text", tier=None, policies=None)
        return cls(pair)


class InstanceConnectEndpoint(CloudFormationModel):
    __module__ = OF_EC2

    def __init__(self):
        self.physical_resource_id = "eice-" + secrets.token_hex(9)[:17]

    @staticmethod
    def cloudformation_name_type():
        return ""

    @staticmethod
    def cloudformation_type():
        return "AWS::EC2::InstanceConnectEndpoint"

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **others):
        """Of a subnet and security groups that are there, and of one VPC."""
        backend, given = ec2_backends[account_id][region_name], cloudformation_json["Properties"]
        vpc = backend.get_subnet(given["SubnetId"]).vpc_id
        for group in given["SecurityGroupIds"]:
            if group not in backend.groups[vpc]:
                raise models.ValidationError(message="there is no group %s in %s" % (group, vpc))
        return cls()


def output_of_nested_stack(stack, attribute):
    for output in stack.output_map.values():
        if attribute == "Outputs." + output.key:
            return output.value
    raise models.ValidationError(message="the nested stack has no %s" % attribute)


def whole_attributes(construct):
    """moto takes the Outputs of !GetAtt Stack.Outputs.Name for the attribute."""

    def construct_whole(loader, tag, node):
        if tag == "!GetAtt" and isinstance(node.value, str):
            return {"Fn::GetAtt": node.value.split(".", 1)}
        return construct(loader, tag, node)

    return construct_whole


def with_policies(create):
    def create_role(name, given, account_id, region_name, **others):
        role = create(name, given, account_id, region_name, **others)
        for arn in given["Properties"].get("ManagedPolicyArns", []):
            if arn is not None:
                iam_backends[account_id]["aws"].attach_role_policy(arn, role.name)
        return role

    return create_role


def associated(note):
    """moto notes it apart, where EC2 does not look."""

    def associate(backend, route_table_id, subnet_id):
        backend.associate_route_table(route_table_id, subnet_id=subnet_id)
        return note(backend, route_table_id, subnet_id)

    return associate


def install(region):
    """Into the moto of this process. CloudFormation finds the classes above by itself."""
    EC2Backend.create_subnet_association = associated(EC2Backend.create_subnet_association)
    Role.create_from_cloudformation_json = with_policies(Role.create_from_cloudformation_json)
    models.Stack.get_cfn_attribute = output_of_nested_stack
    models.yaml_tag_constructor = whole_attributes(models.yaml_tag_constructor)
    parsing.DEFAULT_REGION = region
