"""Requests to S3 by boto3 1.12 or later; see s3_client.py."""
import threading
import warnings

warnings.simplefilter("ignore")  # that boto3 will not support this Python for long
import boto3
import botocore
import botocore.config
import botocore.exceptions
import botocore.session

import s3_parts
from s3_client import ANONYMOUS, CHUNK, REQUESTER_PAYS, endpoint, in_base64, url_of
from s3_failures import CREDENTIALS, DAMAGED, MISSING, NETWORK, OTHER, Failure, answered, of_file

CONNECT_SECONDS, READ_SECONDS = 10, 60
CONNECTIONS = 16
NO_CREDENTIALS = tuple(
    getattr(botocore.exceptions, name)
    for name in ("NoCredentialsError", "PartialCredentialsError", "CredentialRetrievalError", "TokenRetrievalError")
    if hasattr(botocore.exceptions, name))
# newer versions have more of these
NO_REQUEST = tuple(
    getattr(botocore.exceptions, name)
    for name in ("ParamValidationError", "ProfileNotFound", "InvalidConfigError", "ConfigParseError", "UnknownEndpointError",
                 "InvalidRegionError")
    if hasattr(botocore.exceptions, name))


class BotoClient:
    def __init__(self, settings):
        self.settings = settings
        self.lock = threading.Lock()
        self.clients = {}
        self.more = {"RequestPayer": "requester"} if settings.access == REQUESTER_PAYS else {}
        self.has_sha256 = "ChecksumSHA256" in (
            botocore.session.get_session().get_service_model("s3").operation_model("PutObject").input_shape.members)

    def client(self, bucket):
        """boto3's client may be shared by threads, but not be made in two at once."""
        region = self.settings.regions.get(bucket)
        with self.lock:
            if region not in self.clients:
                address = endpoint()
                self.clients[region] = boto3.session.Session().client(
                    "s3", region_name=region, endpoint_url=address, config=self.config(address))
            return self.clients[region]

    def config(self, address):
        options = {
            "connect_timeout": CONNECT_SECONDS,
            "read_timeout": READ_SECONDS,
            "max_pool_connections": CONNECTIONS,
            "retries": {"max_attempts": 0},
        }
        if address:
            options["s3"] = {"addressing_style": "path"}
        if self.settings.access == ANONYMOUS:
            options["signature_version"] = botocore.UNSIGNED
        return botocore.config.Config(**options)

    def request(self, bucket, key, operation, **arguments):
        """Makes one request."""
        where = url_of(bucket, key)
        try:
            return getattr(self.client(bucket), operation)(Bucket=bucket, Key=key, **arguments)
        except botocore.exceptions.ClientError as error:
            raise failure_of(error, where)
        except NO_CREDENTIALS as error:
            with self.lock:  # boto3 would not look for them again
                self.clients.clear()
            raise Failure(CREDENTIALS, where, str(error))
        except NO_REQUEST as error:
            raise Failure(OTHER, where, str(error))
        except Exception as error:  # no connection, or one that broke: of botocore, urllib3, http.client or the system
            raise Failure(NETWORK, where, "%s: %s" % (type(error).__name__, error))

    def get(self, bucket, key, path, etag=None, hashes=(), first_byte=False):
        arguments = dict(self.more)
        if etag:
            arguments["IfMatch"] = '"%s"' % etag
        if first_byte:
            arguments["Range"] = "bytes=0-0"
        answer = self.request(bucket, key, "get_object", **arguments)
        body = answer.pop("Body")
        try:
            self.copy(url_of(bucket, key), body, path, hashes, answer["ContentLength"])
        except BaseException:
            body.close()  # the connection has the rest of the object in it
            raise
        return answer

    def copy(self, where, body, path, hashes, size):
        count = 0
        try:
            with open(path, "wb", buffering=0) as file:
                while True:
                    chunk = read(body, where)
                    if not chunk:
                        break
                    count += len(chunk)
                    for one in hashes:
                        one.update(chunk)
                    left = memoryview(chunk)
                    while left:
                        left = left[file.write(left):]
        except OSError as error:
            raise of_file(error, path)
        if count != size:
            raise Failure(NETWORK, where, "%d bytes of %d were received" % (count, size))

    def put(self, bucket, key, path, size, sha256, md5):
        if size > s3_parts.LARGEST_AT_ONCE:
            s3_parts.put(self, bucket, key, path, size)
        else:
            digest = self.digest(sha256, md5)
            try:
                with open(path, "rb") as body:
                    answer = self.request(bucket, key, "put_object", Body=body, ContentLength=size, **digest)
            except OSError as error:
                raise of_file(error, path)
            if "ChecksumSHA256" in digest and answer.get("ChecksumSHA256") == digest["ChecksumSHA256"]:
                return
            if md5 and answer.get("ETag", "").strip('"') == md5:
                return
        self.check_size(bucket, key, size)

    def digest(self, sha256, md5):
        if self.has_sha256:
            return {"ChecksumSHA256": in_base64(sha256)}
        return {"ContentMD5": in_base64(md5)}

    def check_size(self, bucket, key, size):
        found = self.request(bucket, key, "head_object")["ContentLength"]
        if found != size:
            raise Failure(DAMAGED, url_of(bucket, key), "has %d bytes in S3, its file %d" % (found, size))

    def delete(self, bucket, key):
        try:
            self.request(bucket, key, "delete_object")
        except Failure as failure:
            if failure.kind != MISSING:
                raise

    def close(self):
        """Its connections end with the process."""


def read(body, where):
    try:
        return body.read(CHUNK)
    except Exception as error:  # of botocore or urllib3, which changed what they raise; a checksum, too
        kind = DAMAGED if "Checksum" in type(error).__name__ else NETWORK
        raise Failure(kind, where, "%s: %s" % (type(error).__name__, error))


def failure_of(error, where):
    response = error.response
    said = response.get("Error", {})
    about = response.get("ResponseMetadata", {})
    region = said.get("Region") or about.get("HTTPHeaders", {}).get("x-amz-bucket-region") or ""
    return answered(
        where, str(said.get("Code") or ""), int(about.get("HTTPStatusCode") or 0), str(said.get("Message") or ""), region)
