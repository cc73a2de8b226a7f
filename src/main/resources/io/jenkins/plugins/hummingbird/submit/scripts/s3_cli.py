"""Requests to S3 by the AWS CLI, version 1 or 2; see s3_client.py. Python 3.6 or later and its standard library.

Each request is a process, which takes a second: boto3 is better where there is one.
"""
import json
import os
import re
import shutil
import signal
import subprocess
import threading

from s3_client import ANONYMOUS, CHUNK, REQUESTER_PAYS, endpoint, in_base64, url_of
from s3_failures import CREDENTIALS, DAMAGED, MISSING, NETWORK, NO_ROOM, OTHER, Failure, answered, clean, of_file
from s3_manifest import read_file

# S3 takes 5 GiB in one request; what is larger is copied by `aws s3 cp`, in parts
LARGEST_AT_ONCE = 4 << 30
ERROR = re.compile(r"An error occurred \(([^)]*)\) when calling the \w+ operation(?: \([^)]*\))?: (.*)", re.DOTALL)
END_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


def find_aws():
    return shutil.which("aws")


class Children:
    """The processes that run. They end with this one, when it is told to end by a signal."""

    def __init__(self):
        self.lock = threading.Lock()
        self.running = set()
        self.closed = False
        for number in END_SIGNALS:
            signal.signal(number, self.ended_by)

    def run(self, words, environment):
        """Returns the exit code, standard output and standard error, as bytes."""
        with self.lock:
            if self.closed:
                raise Failure(OTHER, "aws", "the program ends")
            # of a session of its own, so that what the CLI starts ends with it
            process = subprocess.Popen(
                words, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                start_new_session=True)
            self.running.add(process)
        try:
            out, said = process.communicate()
        finally:
            with self.lock:
                self.running.discard(process)
        return process.returncode, out, said

    def kill(self):
        for process in list(self.running):
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except OSError:
                pass

    def ended_by(self, number, _frame):
        self.closed = True  # the lock may be held by the thread that is interrupted here
        self.kill()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)


class CliClient:
    def __init__(self, settings, aws):
        self.settings = settings
        self.aws = aws
        self.children = Children()
        self.has_sha256 = True  # until a CLI says that it does not know it
        self.environment = dict(
            os.environ, LC_ALL="C.UTF-8", AWS_PAGER="", AWS_MAX_ATTEMPTS="1", AWS_RETRY_MODE="standard",
            AWS_CLI_AUTO_PROMPT="off")

    def words(self, command, bucket):
        words = [self.aws] + command + ["--output", "json"]
        if endpoint():
            words += ["--endpoint-url", endpoint()]
        if bucket in self.settings.regions:
            words += ["--region", self.settings.regions[bucket]]
        if self.settings.access == ANONYMOUS:
            words.append("--no-sign-request")
        return words

    def request(self, bucket, key, operation, *options):
        """Makes one request, and returns what S3 answered. An option may be bytes, such as a path."""
        # --key=KEY: a key may begin with a hyphen
        words = self.words(["s3api", operation], bucket) + [
            b"--bucket=" + bucket.encode("utf-8"), b"--key=" + key.encode("utf-8")] + list(options)
        code, out, said = self.children.run(words, self.environment)
        if code:
            raise failure_of(said.decode("utf-8", "replace"), url_of(bucket, key), code)
        try:
            return json.loads(out.decode("utf-8")) if out.strip() else {}
        except ValueError:
            raise Failure(NETWORK, url_of(bucket, key), "the AWS CLI printed no JSON")

    def get(self, bucket, key, path, etag=None, hashes=(), first_byte=False):
        options = ["--request-payer=requester"] if self.settings.access == REQUESTER_PAYS else []
        if etag:
            options.append('--if-match="%s"' % etag)
        if first_byte:
            options.append("--range=bytes=0-0")
        answer = self.request(bucket, key, "get-object", *(options + [path]))
        if not first_byte:
            check_file(url_of(bucket, key), path, hashes, answer)
        return answer

    def put(self, bucket, key, path, size, sha256, md5):
        if size > LARGEST_AT_ONCE:
            self.copy(bucket, key, path)
        else:
            answer = self.put_at_once(bucket, key, path, sha256, md5)
            if answer.get("ChecksumSHA256") == in_base64(sha256):
                return
        found = self.request(bucket, key, "head-object").get("ContentLength")
        if found != size:
            raise Failure(DAMAGED, url_of(bucket, key), "has %s bytes in S3, its file %d" % (found, size))

    def put_at_once(self, bucket, key, path, sha256, md5):
        body = b"--body=" + os.fsencode(path)
        if self.has_sha256:
            try:
                return self.request(bucket, key, "put-object", body, "--checksum-sha256=" + in_base64(sha256))
            except Failure as failure:
                if failure.kind != OTHER or "--checksum-sha256" not in failure.said:
                    raise
                self.has_sha256 = False  # a CLI before 1.22.57 or 2.4.21
        md5 = md5 or read_file(path, key, True).md5
        return self.request(bucket, key, "put-object", body, "--content-md5=" + in_base64(md5))

    def copy(self, bucket, key, path):
        url = url_of(bucket, key)
        words = self.words(["s3", "cp", "--only-show-errors", "--no-follow-symlinks"], bucket)
        code, _, said = self.children.run(words + [path, url.encode("utf-8")], self.environment)
        if code:
            raise failure_of(said.decode("utf-8", "replace"), url, code)

    def delete(self, bucket, key):
        try:
            self.request(bucket, key, "delete-object")
        except Failure as failure:
            if failure.kind != MISSING:
                raise

    def close(self):
        self.children.closed = True
        self.children.kill()


def check_file(where, path, hashes, answer):
    """Reads what the CLI wrote."""
    count = 0
    try:
        with open(path, "rb", buffering=0) as file:
            for chunk in iter(lambda: file.read(CHUNK), b""):
                count += len(chunk)
                for one in hashes:
                    one.update(chunk)
    except OSError as error:
        raise of_file(error, path)
    if count != answer.get("ContentLength"):
        raise Failure(NETWORK, where, "%d bytes of %s were received" % (count, answer.get("ContentLength")))


def failure_of(said, where, code):
    found = ERROR.search(said)
    if found:
        return answered(where, found.group(1), 0, clean(found.group(2)))
    line = clean(said.strip().split("\n")[-1]) or "the AWS CLI ended with exit code %d" % code
    # the CLI's own words, of all versions
    if "No space left on device" in said or "Disk quota exceeded" in said:
        return Failure(NO_ROOM, where, line)
    if "Unable to locate credentials" in said or "Error when retrieving credentials" in said:
        return Failure(CREDENTIALS, where, line)
    if "usage:" in said or "Unknown options" in said or "Parameter validation failed" in said or code in (2, 252):
        return Failure(OTHER, where, line)
    return Failure(NETWORK, where, line)
