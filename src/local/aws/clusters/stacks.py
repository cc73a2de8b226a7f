"""Clusters in moto's CloudFormation: stacks that ParallelCluster's CLI makes take their time, and show what AWS shows.

Of such a stack's template the tables, the log group of the nodes and the head node are made (things.py); of all
other resources there are only the events. Other stacks are moto's own affair. src/local/aws/serve says what tests can
ask for.
"""

import functools
import json
import threading
import time

import yaml
from clusters.nested import STACK, Eventful, Failed, NestedStack, Resource
from clusters.things import Things
from moto.cloudformation import models, responses
from moto.cloudformation.exceptions import AlreadyExistsException, ValidationError
from moto.cloudformation.utils import generate_stack_id
from moto.core.responses import EmptyResult
from moto.core.utils import utcnow

WAIT, WAIT_TYPE = "HeadNodeWaitCondition", "AWS::CloudFormation::WaitCondition"
DEFAULTS = {
    "creationSeconds": "3", "updateSeconds": "1", "deletionSeconds": "2", "fleetSeconds": "1",
    "headNodeAddress": "", "failure": "", "failedResource": "", "updateFailure": "", "deletionFailure": "",
}


class Wishes(dict):
    """What is asked for, for all clusters and for one; read anew for each."""

    def __init__(self, folder, name):
        super().__init__(DEFAULTS)
        for file in (folder / "cluster.properties", folder / ("cluster-%s.properties" % name)):
            if file.exists():
                lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
                self.update(line.split("=", 1) for line in lines)

    def seconds(self, of):
        return float(self[of + "Seconds"])


class Overtaken(Exception):
    """A deletion has begun while something else was under way."""


class ClusterStack(Eventful):
    def __init__(self, endpoint, folder, **given):
        self.wishes = Wishes(folder, given["name"])
        self.made, self.nested = {}, {}
        self.course, self.undeleted = 0, []
        # What one course has made, the next one sees.
        self.lock = threading.Lock()
        super().__init__(**{**given, "template": self.read(given["template"])})
        self.template = given["template"]
        self.things = Things(self, endpoint)
        self.folder = folder

    def read(self, template):
        """Sets the resources; the rest is what moto may read."""
        whole = yaml.load(template, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        # The head node comes when all else is there, and then says whether it came up.
        self.resources = dict(sorted(
            whole["Resources"].items(), key=lambda one: (one[1]["Type"] == WAIT_TYPE, one[0] == "HeadNode")))
        return json.dumps({"Parameters": whole.get("Parameters", {}), "Resources": {}})

    @property
    def stack_resources(self):
        return list(self.made.values())

    def begin(self, work):
        """Work in a thread of its own, which ends when something else begins."""
        with self.lock:
            self.course += 1
        threading.Thread(target=self.run, args=(work, self.course), daemon=True).start()

    def run(self, work, course):
        try:
            work(functools.partial(self.pause, course))
        except Overtaken:
            pass

    def pause(self, course, seconds=0.0):
        if self.course == course:
            time.sleep(seconds)
        if self.course != course:
            raise Overtaken()

    def create_resources(self):
        self.turn("CREATE_IN_PROGRESS", "User Initiated")
        self.begin(self.create)

    def create(self, pause):
        try:
            each = self.wishes.seconds("creation") / 2 / len(self.resources)
            for name, resource in self.resources.items():
                wait = resource["Type"] == WAIT_TYPE
                self.create_one(name, resource["Type"], pause, self.wishes.seconds("creation") / 2 if wait else each)
        except Failed as failure:
            self.fail(failure, pause)
            return
        self.things.put_fleet("RUNNING")
        self.turn("CREATE_COMPLETE")
        self.watch_fleet(pause)

    def create_one(self, name, kind, pause, seconds):
        with self.lock:
            pause()
            try:
                physical = self.nest(name, kind) or self.things.make(name) or "%s-%s" % (self.name, name)
            except Exception as error:
                self.note("CREATE_FAILED", name, kind, reason=str(error))
                raise Failed(name, str(error)) from error
            self.made[name] = Resource(name, kind, physical)
        self.note("CREATE_IN_PROGRESS", name, kind, physical, "Resource creation Initiated")
        pause(seconds)
        if name in self.nested:
            self.change(name, self.nested[name].create, "CREATE_FAILED", self.wishes["failure"])
        if self.wishes["failure"] and self.is_to_fail(name, kind):
            self.note("CREATE_FAILED", name, kind, physical, self.wishes["failure"])
            self.things.log_failure(self.wishes["failure"])
            raise Failed(name, self.wishes["failure"])
        self.note("CREATE_COMPLETE", name, kind, physical)

    def nest(self, name, kind):
        if kind != STACK:
            return None
        self.nested[name] = NestedStack(self, name, self.things.endpoint)
        return self.nested[name].stack_id

    def change(self, name, work, status, reason):
        """Of a nested stack: where its resource fails, the stack of the cluster knows only that it did."""
        try:
            work(self.is_to_fail, reason)
        except Failed as failure:
            self.note(status, name, STACK, self.nested[name].stack_id, str(failure))
            raise Failed(name, str(failure)) from failure

    def is_to_fail(self, name, kind):
        wanted = self.wishes["failedResource"]
        return name.startswith(wanted) if wanted else kind == WAIT_TYPE

    def fail(self, failure, pause):
        for name, resource in self.resources.items():
            if resource["Type"] == WAIT_TYPE and name != failure.resource:
                self.note("CREATE_FAILED", name, WAIT_TYPE, reason="Resource creation cancelled")
        reason = "The following resource(s) failed to create: [%s]. " % failure.resource
        if self.disable_rollback:
            self.turn("CREATE_FAILED", reason)
            return
        self.turn("ROLLBACK_IN_PROGRESS", reason + "Rollback requested by user.")
        self.remove_all(pause)
        self.turn("ROLLBACK_COMPLETE")

    def remove_all(self, pause, failure="", retained=()):
        """Answers what could not be removed."""
        each = self.wishes.seconds("deletion") / max(1, len(self.made))
        self.things.end_compute_nodes()
        failed = []
        for name, one in reversed(list(self.made.items())):
            kind, physical = one.cf_resource_type, one.physical_resource_id
            if name in retained or self.resources.get(name, {}).get("DeletionPolicy") == "Retain":
                self.note("DELETE_SKIPPED", name, kind, physical)
            else:
                self.note("DELETE_IN_PROGRESS", name, kind, physical)
                try:
                    self.remove(name, kind, physical, failure)
                except Failed:
                    failed.append(name)
                    continue
                pause(each)
                self.note("DELETE_COMPLETE", name, kind, physical)
            self.made.pop(name, None)
        return failed

    def remove(self, name, kind, physical, failure):
        if name in self.nested and self.nested[name].status != "DELETE_COMPLETE":
            self.change(name, self.nested[name].delete, "DELETE_FAILED", failure)
        elif failure and self.is_to_fail(name, kind):
            self.note("DELETE_FAILED", name, kind, physical, failure)
            raise Failed(name, failure)
        self.things.remove(name, kind, physical)

    def update(self, template, role_arn=None, parameters=None, tags=None):
        if self.status.endswith("IN_PROGRESS"):
            raise ValidationError(
                message="Stack:%s is in %s state and can not be updated." % (self.stack_id, self.status))
        self.wishes = Wishes(self.folder, self.name)
        before = self.template, self.parameters, self.tags
        self.turn("UPDATE_IN_PROGRESS", "User Initiated")
        self.become(template, parameters, self.tags if tags is None else tags)
        self.begin(lambda pause: self.finish_update(before, pause))

    def become(self, template, parameters, tags):
        self.template, self.parameters, self.tags = template, parameters, tags
        self.template_dict = json.loads(self.read(template))
        self.resource_map = self._create_resource_map()
        self.last_updated_time = utcnow()

    def finish_update(self, before, pause):
        pause(self.wishes.seconds("update"))
        try:
            self.update_all()
        except Failed as failure:
            self.turn(
                "UPDATE_ROLLBACK_IN_PROGRESS", "The following resource(s) failed to update: [%s]. " % failure.resource)
            for nested in self.nested.values():
                nested.roll_back()
            self.become(*before)
            pause(self.wishes.seconds("update"))
            self.turn("UPDATE_ROLLBACK_COMPLETE")
        else:
            self.turn("UPDATE_COMPLETE")
        self.watch_fleet(pause)

    def update_all(self):
        reason = self.wishes["updateFailure"]
        for name, nested in self.nested.items():
            self.change(name, nested.update, "UPDATE_FAILED", reason)
        if reason:
            # The condition for which an update waits is new in each template, and so it is created.
            name = next(name for name, one in self.resources.items() if one["Type"] == WAIT_TYPE)
            self.note("UPDATE_FAILED" if name in self.made else "CREATE_FAILED", name, WAIT_TYPE, reason=reason)
            raise Failed(name, reason)

    def delete_from(self, backend, retained=()):
        if self.status == "DELETE_IN_PROGRESS":
            return
        if retained and self.status != "DELETE_FAILED":
            raise ValidationError(message=(
                "Invalid operation on stack [%s]. When you delete a stack, specify which resources to retain only when the"
                " stack is in the DELETE_FAILED state." % self.stack_id))
        if set(retained) - set(self.undeleted):
            raise ValidationError(message=(
                "The specified resources to retain must be in a valid state. Do not specify resources that are in a"
                " DELETE_COMPLETE state."))
        self.wishes = Wishes(self.folder, self.name)
        self.turn("DELETE_IN_PROGRESS", "User Initiated")
        self.begin(lambda pause: self.finish_deletion(backend, retained, pause))

    def finish_deletion(self, backend, retained, pause):
        self.undeleted = self.remove_all(pause, self.wishes["deletionFailure"], retained)
        if self.undeleted:
            self.turn("DELETE_FAILED", "The following resource(s) failed to delete: [%s]. " % ", ".join(self.undeleted))
            return
        self.things.remove_files()
        self.deletion_time = utcnow()
        self.turn("DELETE_COMPLETE")
        backend.deleted_stacks[self.stack_id] = backend.stacks.pop(self.stack_id)

    def watch_fleet(self, pause):
        """What the head node does when it is asked for another state of the fleet."""
        while True:
            pause(0.2)
            status = self.things.fleet()
            if status in ("START_REQUESTED", "STOP_REQUESTED") and self.things.head_node_runs():
                start = status == "START_REQUESTED"
                pause(self.wishes.seconds("fleet") / 2)
                self.things.put_fleet("STARTING" if start else "STOPPING")
                pause(self.wishes.seconds("fleet") / 2)
                if not start:
                    self.things.end_compute_nodes()
                self.things.put_fleet("RUNNING" if start else "STOPPED")


def is_cluster(template, tags):
    return "parallelcluster:version" in (tags or {}) and WAIT in template


def install(endpoint, folder):
    """Into the moto of this process, which answers at ENDPOINT; FOLDER has what tests ask for."""
    backend, response = models.CloudFormationBackend, responses.CloudFormationResponse
    one_at_a_time = threading.Lock()
    moto_create, moto_delete, moto_answer = backend.create_stack, backend.delete_stack, response.create_stack
    moto_delete_answer = response.delete_stack

    def create_stack(self, name, template, parameters, notification_arns=None, tags=None, role_arn=None, **others):
        if not is_cluster(template, tags):
            return moto_create(self, name, template, parameters, notification_arns, tags, role_arn, **others)
        with one_at_a_time:
            if name in [stack.name for stack in self.stacks.values()]:
                raise AlreadyExistsException("Stack [%s] already exists" % name)
            stack_id = generate_stack_id(name, self.region_name, self.account_id)
            self.stacks[stack_id] = ClusterStack(
                endpoint, folder, stack_id=stack_id, name=name, template=template, parameters=parameters,
                account_id=self.account_id, region_name=self.region_name, tags=tags)
        return self.stacks[stack_id]

    def delete_stack(self, name_or_stack_id):
        for stack in list(self.stacks.values()):
            if isinstance(stack, ClusterStack) and name_or_stack_id in (stack.name, stack.stack_id):
                stack.delete_from(self)
                return
        moto_delete(self, name_or_stack_id)

    def answer(self):
        """moto does not hand on whether a stack that fails is to be kept."""
        answered = moto_answer(self)
        stack = self.cloudformation_backend.get_stack(self._get_param("StackName"))
        if isinstance(stack, ClusterStack):
            stack.disable_rollback = self._get_bool_param("DisableRollback", False)
            stack.create_resources()
        return answered

    def answer_deletion(self):
        """moto does not hand on which resources are to be kept."""
        retained = self._get_param("RetainResources")
        for stack in list(self.cloudformation_backend.stacks.values()):
            if retained and isinstance(stack, ClusterStack) and self._get_param("StackName") in (stack.name, stack.stack_id):
                stack.delete_from(self.cloudformation_backend, retained)
                return EmptyResult()
        return moto_delete_answer(self)

    backend.create_stack, backend.delete_stack = create_stack, delete_stack
    response.create_stack, response.delete_stack = answer, answer_deletion
