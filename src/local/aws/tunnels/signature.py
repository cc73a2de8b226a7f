"""Signature Version 4 in a URL's query, as AWS checks it; nothing of botocore's own signing is used.

https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html
"""

import datetime
import hashlib
import hmac
import urllib.parse

SERVICE = "ec2-instance-connect"
EMPTY = hashlib.sha256(b"").hexdigest()


class Refused(Exception):
    """The message is a code as AWS writes one."""


def check(path, query, headers, region, secret_of):
    """Raises Refused unless the URL was signed by a known key for this host, path and query, and is not too old.

    query is as it came, headers have names in lower case, and secret_of(key, token) is None for a key that is unknown.
    """
    pairs = [(pair.partition("=")[0], pair.partition("=")[2]) for pair in query.split("&")]
    given = {urllib.parse.unquote(name): urllib.parse.unquote(value) for name, value in pairs}
    try:
        algorithm, credential, date, expires, signed, signature = (given["X-Amz-" + name] for name in (
            "Algorithm", "Credential", "Date", "Expires", "SignedHeaders", "Signature"))
    except KeyError:
        raise Refused("MissingAuthenticationToken")
    key, day, *scope = credential.split("/")
    if algorithm != "AWS4-HMAC-SHA256" or scope != [region, SERVICE, "aws4_request"] or not date.startswith(day):
        raise Refused("IncompleteSignature")
    age = datetime.datetime.now(datetime.timezone.utc) - datetime.datetime.strptime(date + "+0000", "%Y%m%dT%H%M%SZ%z")
    if not -300 < age.total_seconds() < int(expires) <= 60:
        raise Refused("RequestExpired")
    names = signed.split(";")
    secret = secret_of(key, given.get("X-Amz-Security-Token", ""))
    if secret is None:
        raise Refused("UnrecognizedClientException")
    canonical = "\n".join((
        "GET", path, "&".join(sorted("%s=%s" % pair for pair in pairs if pair[0] != "X-Amz-Signature")),
        *("%s:%s" % (name, " ".join(headers[name].split())) for name in names), "", signed, EMPTY))
    text = "\n".join((algorithm, date, "/".join([day, *scope]), hashlib.sha256(canonical.encode()).hexdigest()))
    step = ("AWS4" + secret).encode()
    for part in (day, *scope, text):
        step = hmac.new(step, part.encode(), hashlib.sha256).digest()
    if "host" not in names or not hmac.compare_digest(step.hex(), signature):
        raise Refused("SignatureDoesNotMatch")
