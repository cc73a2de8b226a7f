"""The stacks within a cluster's stack: ParallelCluster keeps all that belongs to queues in one.

Of their resources there are only the events. A stack that is gone is still found by its ARN, as in AWS.
"""

import json
import random

import boto3
from moto.cloudformation import models
from moto.cloudformation.utils import generate_stack_id
from moto.core.utils import utcnow

STACK = "AWS::CloudFormation::Stack"


class Failed(Exception):
    """A resource could not be made, changed or removed."""

    def __init__(self, resource, reason):
        super().__init__(reason)
        self.resource = resource


class Resource:
    """Of a stack that exists, as moto's answers want it."""

    def __init__(self, name, kind, physical):
        self.logical_resource_id, self.cf_resource_type, self.physical_resource_id = name, kind, physical


class Eventful(models.Stack):
    """A stack that says what happens in it."""

    def note(self, status, name=None, kind=STACK, physical=None, reason=None):
        self.events.append(models.Event(
            self.stack_id, self.name, name or self.name, physical or ("" if name else self.stack_id), kind, status,
            reason, None))

    def turn(self, status, reason=None):
        self.status, self.stack_status_reason = status, reason
        self.note(status, reason=reason)


class NestedStack(Eventful):
    def __init__(self, parent, name, endpoint):
        full = "%s-%s-%012X" % (parent.name, name, random.randrange(16 ** 12))
        super().__init__(
            generate_stack_id(full, parent.region_name, parent.account_id), full, {}, {}, parent.account_id,
            parent.region_name, tags=parent.tags)
        self.parent_id = self.root_id = parent.stack_id
        self.backend = models.cloudformation_backends[parent.account_id][parent.region_name]
        self.backend.stacks[self.stack_id] = self
        self.resources = self.read(parent, parent.resources[name]["Properties"]["TemplateURL"], endpoint)
        self.made = {}

    @property
    def stack_resources(self):
        return list(self.made.values())

    def read(self, parent, url, endpoint):
        """The template is an object of S3, which its URL names by bucket and key."""
        _, _, _, bucket, key = resolve(url, parent).split("/", 4)
        s3 = boto3.client(
            "s3", endpoint_url=endpoint, region_name=parent.region_name, aws_access_key_id="cluster",
            aws_secret_access_key="cluster")
        return json.loads(s3.get_object(Bucket=bucket, Key=key)["Body"].read())["Resources"]

    def create(self, fails, reason):
        self.turn("CREATE_IN_PROGRESS", "User Initiated")
        for name, resource in self.resources.items():
            kind = resource["Type"]
            if reason and fails(name, kind):
                self.note("CREATE_FAILED", name, kind, reason=reason)
                self.break_off("CREATE_FAILED", "create", name, "created")
            self.made[name] = Resource(name, kind, "%s-%s" % (self.name, name))
            self.note("CREATE_COMPLETE", name, kind, self.made[name].physical_resource_id)
        self.turn("CREATE_COMPLETE")

    def update(self, fails, reason):
        self.turn("UPDATE_IN_PROGRESS", "User Initiated")
        for name, one in self.made.items():
            if reason and fails(name, one.cf_resource_type):
                self.note("UPDATE_FAILED", name, one.cf_resource_type, one.physical_resource_id, reason)
                self.break_off("UPDATE_ROLLBACK_IN_PROGRESS", "update", name, "updated")
        self.turn("UPDATE_COMPLETE")

    def roll_back(self):
        if self.status == "UPDATE_ROLLBACK_IN_PROGRESS":
            self.turn("UPDATE_ROLLBACK_COMPLETE")

    def delete(self, fails, reason):
        self.turn("DELETE_IN_PROGRESS", "User Initiated")
        for name, one in reversed(list(self.made.items())):
            kind, physical = one.cf_resource_type, one.physical_resource_id
            if reason and fails(name, kind):
                self.note("DELETE_FAILED", name, kind, physical, reason)
                self.break_off("DELETE_FAILED", "delete", name, "deleted")
            self.note("DELETE_COMPLETE", self.made.pop(name).logical_resource_id, kind, physical)
        self.deletion_time = utcnow()
        self.turn("DELETE_COMPLETE")
        self.backend.deleted_stacks[self.stack_id] = self.backend.stacks.pop(self.stack_id)

    def break_off(self, status, verb, name, done):
        reason = "The following resource(s) failed to %s: [%s]. " % (verb, name)
        self.turn(status, reason)
        raise Failed(name, "Embedded stack %s was not successfully %s: %s" % (self.stack_id, done, reason))


def resolve(value, stack):
    """The functions that a template's URL is made of."""
    if not isinstance(value, dict):
        return value
    (name, of), = value.items()
    if name == "Ref":
        return {"AWS::Region": stack.region_name, "AWS::URLSuffix": "amazonaws.com"}.get(of) or stack.stack_parameters[of]
    parts = [resolve(one, stack) for one in (of if name != "Fn::Join" else of[1])]
    if name == "Fn::Join":
        return of[0].join(parts)
    if name == "Fn::Split":
        return parts[1].split(parts[0])
    return parts[1][parts[0]]
