"""Requests to S3, by boto3 where it can be imported, or else by the AWS CLI; used by stage.py, upload.py, restore.py and
probe.py. Python 3.6 or later.

A client has these requests, each made once; what fails is a Failure of s3_failures:
  get(bucket, key, path, etag=None, hashes=(), first_byte=False)
      writes the object to the local file, which is made anew; with an ETag only the object that has it still. hashes, of
      hashlib, are updated with its bytes. Returns S3's answer: a dictionary with ETag, ContentLength and so on
  put(bucket, key, path, size, sha256, md5)   the digests in hexadecimal; md5 may be None where the client has_sha256
  delete(bucket, key)                         of an object that may be gone
  has_sha256                                  whether put gives S3 the SHA-256 to compare
  close()                                     ends at once what runs
"""
import base64
import binascii
import os

from s3_failures import LOCAL, NO_CLIENT, Failure

OWN, ANONYMOUS, REQUESTER_PAYS = "own", "anonymous", "requester-pays"
CHUNK = 1 << 20  # bytes
MAX_COMPONENT = 255  # bytes of the name of a file


class Settings:
    """The file `s3` of a submission: lines of fields that are separated by tabs."""

    def __init__(self, path, access=None):
        """access: in place of that of the file"""
        self.access = OWN
        self.regions = {}
        with open(path, "rb") as file:
            for line in file.read().decode("utf-8").split("\n"):
                fields = line.split("\t")
                if fields[0] == "access":
                    self.access = fields[1]
                elif fields[0] == "region":
                    self.regions[fields[1]] = fields[2]
        self.access = access or self.access
        if self.access not in (OWN, ANONYMOUS, REQUESTER_PAYS):
            raise Failure(LOCAL, path, "access is %s" % self.access)


def endpoint():
    """The address of S3, of the environment variables that newer versions of boto3 and the AWS CLI read, or None."""
    if os.environ.get("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "").lower() == "true":
        return None
    return os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL") or None


def make_client(settings):
    # many tasks may ask for the instance's identity at once, which then answers late; the default is one attempt
    os.environ.setdefault("AWS_METADATA_SERVICE_NUM_ATTEMPTS", "4")
    os.environ.setdefault("AWS_METADATA_SERVICE_TIMEOUT", "2")
    try:
        from s3_boto import BotoClient
    except ImportError:
        from s3_cli import CliClient, find_aws

        aws = find_aws()
        if not aws:
            raise Failure(NO_CLIENT, "S3", "neither boto3 of this Python nor the AWS CLI (aws) is installed on this node")
        return CliClient(settings, aws)
    return BotoClient(settings)


def split_url(url):
    """Bucket and key of s3://BUCKET/KEY; the key is '' where there is none."""
    if not url.startswith("s3://"):
        raise Failure(LOCAL, url, "is no URL of S3 (s3://BUCKET/KEY)")
    bucket, _, key = url[len("s3://"):].partition("/")
    if not bucket:
        raise Failure(LOCAL, url, "has no bucket")
    return bucket, key


def url_of(bucket, key):
    return "s3://%s/%s" % (bucket, key)


def as_path(name, url):
    """The name, such as a key, as a path below a folder, in bytes: no locale has a say in it."""
    parts = name.encode("utf-8").split(b"/")
    if any(part in (b"", b".", b"..") or len(part) > MAX_COMPONENT or b"\0" in part for part in parts):
        raise Failure(LOCAL, url, "cannot be a file: an empty, too long or relative part is in its name")
    return b"/".join(parts)


def from_argument(argument):
    """An argument of the command line, which is UTF-8 whatever the locale is."""
    return os.fsencode(argument).decode("utf-8")


def in_base64(digest):
    """A digest in hexadecimal, as S3 wants it."""
    return base64.b64encode(binascii.unhexlify(digest)).decode("ascii")
