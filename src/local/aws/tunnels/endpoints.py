"""EC2 Instance Connect Endpoints, which moto does not have: they are described by EC2, and tunnel to a real sshd.

What a tunnel is refused for is what AWS refuses it for: the signature of its URL, ports other than 22 and 3389, an
address that no running instance of the VPC has, and security groups that do not admit the endpoint's own (AWS lets the
connection time out then; here the tunnel is closed at once). src/local/aws/serve says what tests can ask for.
"""

import asyncio
import contextlib
import ipaddress
import threading
import urllib.parse

from moto.core.responses import ActionResult
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models import ec2_backends
from moto.ec2.responses import EC2Response
from moto.sts.models import sts_backends
from tunnels import signature, websocket

ID = "eice-0123456789abcdef0"
PORTS = (22, 3389)
LONGEST_SECONDS = 3600
DEFAULTS = {"sshPort": "22", "hosts": "", "preserveClientIp": "false", "refuse": "", "bytes": "0"}


class Endpoint:
    """The one of the tests' network."""

    def __init__(self, folder, account, region, network, group, keys):
        self.folder, self.account, self.region, self.keys = folder, account, region, keys
        self.network, self.group = network, group
        self.dns_name = None

    def wishes(self):
        """What tests ask for, read anew each time."""
        file = self.folder / "tunnels.properties"
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        return {**DEFAULTS, **dict(line.split("=", 1) for line in lines if line.strip())}

    def described(self):
        return {
            "OwnerId": self.account, "InstanceConnectEndpointId": ID, "State": "create-complete", "DnsName": self.dns_name,
            "VpcId": self.network["vpc"], "SubnetId": self.network["subnet"], "SecurityGroupIds": [self.group],
            "PreserveClientIp": self.wishes()["preserveClientIp"] == "true"}

    def secret(self, key, token):
        if key in self.keys and not token:
            return self.keys[key]
        for role in sts_backends[self.account]["aws"].assumed_roles:
            if (role.access_key_id, role.session_token) == (key, token):
                return role.secret_access_key
        return None

    def target(self, query, wishes):
        """Where the tunnel leads: host and port, or None where a security group is in the way."""
        given = dict(urllib.parse.parse_qsl(query))
        try:
            host, port = given["privateIpAddress"], int(given["remotePort"])
            seconds = int(given.get("maxTunnelDuration", LONGEST_SECONDS))
        except (KeyError, ValueError):
            raise signature.Refused("ValidationException")
        if given.get("instanceConnectEndpointId") != ID:
            raise signature.Refused("ResourceNotFoundException")
        if port not in PORTS or not 1 <= seconds <= LONGEST_SECONDS:
            raise signature.Refused("ValidationException")
        if host in wishes["hosts"].split(","):
            return host, int(wishes["sshPort"])
        instances = [one for one in ec2_backends[self.account][self.region].all_running_instances()
                     if one.private_ip == host and one.vpc_id == self.network["vpc"]]
        if not instances:
            raise signature.Refused("ResourceNotFoundException")
        rules = [rule for group in instances[0].security_groups for rule in group.ingress_rules]
        return (host, int(wishes["sshPort"])) if any(self.admitted_by(rule, port) for rule in rules) else None

    def admitted_by(self, rule, port):
        if rule.ip_protocol != "-1" and not (
                rule.ip_protocol == "tcp" and int(rule.from_port) <= port <= int(rule.to_port)):
            return False
        cidr = rule.ip_range.get("CidrIp")
        own = ipaddress.ip_address(self.network["endpointAddress"])
        return rule.source_group.get("GroupId") == self.group or bool(cidr) and own in ipaddress.ip_network(cidr)

    async def serve(self, reader, writer):
        with contextlib.suppress(OSError, ValueError, asyncio.IncompleteReadError), contextlib.closing(writer):
            method, path, query, headers = await websocket.read_request(reader)
            wishes = self.wishes()
            try:
                signature.check(path, query, headers, self.region, self.secret)
                if wishes["refuse"]:
                    raise signature.Refused(wishes["refuse"])
                if (method, path) != ("GET", "/openTunnel"):
                    raise signature.Refused("UnknownOperationException")
                target = self.target(query, wishes)
            except signature.Refused as refusal:
                self.note("refused %s %s" % (refusal, headers.get("user-agent", "")))
                websocket.refuse(writer, 400 if str(refusal).startswith(("Val", "Res")) else 403, refusal)
                return
            websocket.accept(writer, headers)
            if target is None:
                self.note("no answer")
                await websocket.close(reader, writer, 1011, "no answer from the instance")
                return
            self.note("tunnel %s:%d" % target)
            await join(reader, writer, target, int(wishes["bytes"]))

    def note(self, line):
        with open(self.folder / "tunnels.log", "a", encoding="utf-8") as file:
            file.write(line + "\n")


async def join(reader, writer, target, most):
    """Carries bytes both ways until one side ends, or so many have come from the host; 0 for any number."""
    from_host, to_host = await asyncio.open_connection(*target)

    async def outwards():
        count = 0
        while (chunk := await from_host.read(30_000)) and (not most or count < most):
            count += len(chunk)
            websocket.send_bytes(writer, chunk)
            await writer.drain()

    async def inwards():
        while True:
            opcode, payload = await websocket.receive(reader)
            if opcode == websocket.CLOSE:
                return
            if opcode == websocket.BINARY or opcode == websocket.CONTINUATION:
                to_host.write(payload)
                await to_host.drain()

    with contextlib.closing(to_host):
        ways = [asyncio.ensure_future(outwards()), asyncio.ensure_future(inwards())]
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        for way in ways:
            way.cancel()
        await asyncio.gather(*ways, return_exceptions=True)
        await websocket.close(reader, writer, 1000)


def answer(endpoint):
    def describe_instance_connect_endpoints(self):
        ids, filters = self._get_param("InstanceConnectEndpointIds", []), self._filters_from_querystring()
        one = endpoint.described()
        if any(wanted != ID for wanted in ids):
            raise EC2ClientError(
                "InvalidInstanceConnectEndpointId.NotFound", "The instance connect endpoint ID '%s' does not exist" % ids[0])
        names = {"vpc-id": one["VpcId"], "subnet-id": one["SubnetId"], "state": one["State"],
                 "instance-connect-endpoint-id": ID}
        found = all(names[name] in values for name, values in filters.items())
        return ActionResult({"InstanceConnectEndpoints": [one] if found else []})

    return describe_instance_connect_endpoints


def install(folder, account, region, network, group, keys):
    """Into the moto of this process; keys are known access keys and their secrets."""
    endpoint = Endpoint(folder, account, region, network, group, keys)
    loop, ready = asyncio.new_event_loop(), threading.Event()

    async def start():
        server = await asyncio.start_server(endpoint.serve, "127.0.0.1", 0, limit=websocket.LONGEST_HEAD)
        endpoint.dns_name = "127.0.0.1:%d" % server.sockets[0].getsockname()[1]
        ready.set()
        await server.serve_forever()

    threading.Thread(target=loop.run_until_complete, args=(start(),), daemon=True).start()
    ready.wait()
    EC2Response.describe_instance_connect_endpoints = answer(endpoint)
    return {"instanceConnectEndpoint": ID, "endpointSecurityGroup": group}
