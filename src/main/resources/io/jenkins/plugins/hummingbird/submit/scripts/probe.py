"""Says whether an object of S3 can be read and whether a place in S3 can be written, by the identity of this host.

    probe.py SETTINGS URL [WRITE_URL]
      SETTINGS   the file `s3` of the submission, see s3_client.py
      URL        an object whose first byte is fetched; '' for none
      WRITE_URL  where a small object is looked for, written, read and removed: WRITE_URL/hummingbird-probe-RANDOM
Prints `ok`, or else a line of fields that are separated by tabs: CODE, the bucket's region where S3 told it, what S3 said.
CODE: missing, denied, kms, region, no-client, bucket, network or other, with `write-` before it for WRITE_URL.
Exit code: 0 in all of these cases.

Python 3.6 or later, its standard library, and boto3 or the AWS CLI.
"""
import hashlib
import os
import sys
import tempfile
import uuid

from s3_client import OWN, Settings, from_argument, make_client, split_url, url_of
from s3_failures import (
    BUCKET, CREDENTIALS, DENIED, KMS, MISSING, NETWORK, NO_CLIENT, OTHER, RANGE, REGION, SLOW, Failure, run)
from s3_manifest import below
from s3_work import Pace

ATTEMPTS = 3
CODES = {
    MISSING: "missing", DENIED: "denied", CREDENTIALS: "denied", KMS: "kms", REGION: "region", NO_CLIENT: "no-client",
    BUCKET: "bucket", NETWORK: "network", SLOW: "network"}
CONTENT = b"written by Hummingbird to see that it may write here; may be removed\n"


def probe_read(client, url):
    bucket, key = split_url(url)
    try:
        Pace(1, ATTEMPTS).call(lambda: client.get(bucket, key, os.devnull, first_byte=True))
    except Failure as failure:
        if failure.kind != RANGE:  # an empty object has no first byte
            raise


def probe_write(client, url, scratch):
    bucket, prefix = split_url(url.rstrip("/"))
    key = below(prefix, "hummingbird-probe-" + uuid.uuid4().hex)
    path = os.path.join(scratch, "written")
    with open(path, "wb") as file:
        file.write(CONTENT)
    pace = Pace(1, ATTEMPTS)
    # upload.py looks for an earlier manifest. Of a key that is not there S3 says 403 to whoever may not list the bucket:
    # https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
    try:
        pace.call(lambda: client.get(bucket, key, os.path.join(scratch, "missing")))
    except Failure as failure:
        if failure.kind != MISSING:
            raise
    pace.call(lambda: client.put(
        bucket, key, path, len(CONTENT), hashlib.sha256(CONTENT).hexdigest(),
        None if client.has_sha256 else hashlib.md5(CONTENT).hexdigest()))
    try:
        read = os.path.join(scratch, "read")
        pace.call(lambda: client.get(bucket, key, read))
        with open(read, "rb") as file:
            if file.read() != CONTENT:
                raise Failure(OTHER, url_of(bucket, key), "is not what was written")
    finally:
        pace.call(lambda: client.delete(bucket, key))


def told(probe, prefix):
    """The line for what failed, or None."""
    try:
        probe()
        return None
    except Failure as failure:
        return "%s%s\t%s\t%s" % (prefix, CODES.get(failure.kind, "other"), failure.region, failure)


def main(settings, url, write_url=""):
    def read():
        if url:
            client = make_client(Settings(settings))
            clients.append(client)
            probe_read(client, from_argument(url))

    def write():
        if write_url:
            client = make_client(Settings(settings, OWN))
            clients.append(client)
            with tempfile.TemporaryDirectory(prefix="hummingbird-probe-") as scratch:
                probe_write(client, from_argument(write_url), scratch)

    return told(read, "") or told(write, "write-") or "ok"


clients = []
if __name__ == "__main__":
    run(lambda: main(*sys.argv[1:]), lambda: [client.close() for client in clients])
