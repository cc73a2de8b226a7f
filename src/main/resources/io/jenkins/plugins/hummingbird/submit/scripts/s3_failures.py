"""What may fail with S3, as exit codes and sentences; used by stage.py, upload.py, restore.py and probe.py.
Python 3.6 or later and its standard library.
"""
import errno
import os
import re
import sys
import threading

# kinds of failures
MISSING, BUCKET, CHANGED, DENIED, KMS = "missing", "bucket", "changed", "denied", "kms"
CREDENTIALS, REGION, NO_CLIENT, NO_ROOM = "credentials", "region", "no-client", "no-room"
SLOW, NETWORK, DAMAGED, RANGE, OTHER, LOCAL = "slow", "network", "damaged", "range", "other", "local"

EXIT_CODES = {
    MISSING: 20, BUCKET: 20, CHANGED: 21, DENIED: 22, KMS: 22, CREDENTIALS: 22, NO_CLIENT: 23, NO_ROOM: 24, LOCAL: 1}
UNEXPECTED = 25  # S3 does not answer as it should
# after which the same request may succeed
PASSING = {SLOW, NETWORK, DAMAGED, CREDENTIALS}

LONGEST = 200  # characters of a sentence
SHORTEST_SAID = 90  # of these, for what S3 said

# https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
KINDS = {
    "NoSuchKey": MISSING, "NoSuchBucket": BUCKET, "PreconditionFailed": CHANGED, "InvalidRange": RANGE,
    "PermanentRedirect": REGION, "AuthorizationHeaderMalformed": REGION, "IllegalLocationConstraintException": REGION,
    "ExpiredToken": CREDENTIALS, "InvalidToken": DENIED,
    "SlowDown": SLOW, "Throttling": SLOW, "ThrottlingException": SLOW, "RequestLimitExceeded": SLOW,
    "BandwidthLimitExceeded": SLOW, "TooManyRequestsException": SLOW, "ServiceUnavailable": SLOW,
    "RequestTimeout": NETWORK, "InternalError": NETWORK, "OperationAborted": NETWORK, "IncompleteBody": NETWORK,
    "ConditionalRequestConflict": NETWORK, "NoSuchUpload": NETWORK,
    "BadDigest": DAMAGED, "InvalidDigest": DAMAGED, "XAmzContentChecksumMismatch": DAMAGED,
    "XAmzContentSHA256Mismatch": DAMAGED,
}
STATUSES = {301: REGION, 307: REGION, 401: DENIED, 403: DENIED, 404: MISSING, 408: NETWORK, 412: CHANGED, 416: RANGE,
            429: SLOW, 503: SLOW}


class Failure(Exception):
    """where: the object's URL, or a path; said: the reason, a phrase; region: of the bucket, where S3 told it, or ''"""

    def __init__(self, kind, where, said, region=""):
        Exception.__init__(self, said)
        self.kind = kind
        self.where = where
        self.said = clean(said)
        self.region = clean(region)

    def exit_code(self):
        return EXIT_CODES.get(self.kind, UNEXPECTED)

    def passes(self):
        return self.kind in PASSING

    def __str__(self):
        where = clean(self.where)
        room = LONGEST - 2 - min(len(self.said), SHORTEST_SAID)
        if len(where) > room:
            where = where[:room // 2] + "..." + where[len(where) - (room - room // 2 - 3):]
        return ("%s: %s" % (where, self.said))[:LONGEST]


def clean(text):
    """The text in one line, without control characters."""
    return re.sub("[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", text).strip()


def answered(where, code, status, message, region=""):
    """The failure that an error of S3 is: its code such as NoSuchKey, its status of HTTP or 0, its message."""
    # the answer to a HEAD has no body: the code is the status then
    if code.isdigit():
        status = int(code)
        code = ""
    kind = KINDS.get(code) or STATUSES.get(status) or (NETWORK if status >= 500 else OTHER)
    if code.startswith("KMS.") or kind == DENIED and "kms:" in message.lower():
        kind = KMS
    # 400 for the key and the secret of nobody, but 403 for most
    if code in ("InvalidAccessKeyId", "SignatureDoesNotMatch", "AccessDenied", "AllAccessDisabled"):
        kind = KMS if kind == KMS else DENIED
    if kind == REGION and not region:
        found = re.search(r"expecting '([a-z0-9-]+)'", message)
        region = found.group(1) if found else ""
    words = [str(status)] if status else []
    words += [code] if code else []
    return Failure(kind, where, " ".join(words) + ": " + message if message else " ".join(words), region)


def of_file(error, path):
    """The failure that an OSError of a local file is. path: bytes or text"""
    kind = NO_ROOM if error.errno in (errno.ENOSPC, errno.EDQUOT) else LOCAL
    return Failure(kind, text(path), os.strerror(error.errno) if error.errno else str(error))


def text(path):
    return path.decode("utf-8", "replace") if isinstance(path, bytes) else path


said_lock = threading.Lock()


def say(line):
    """Prints a line for people, in UTF-8 whatever the locale is."""
    with said_lock:
        sys.stderr.buffer.write((clean(line) + "\n").encode("utf-8", "replace"))
        sys.stderr.buffer.flush()


def run(program, before_end=lambda: None):
    """Runs a program and ends the process: with what it printed and 0, or with the sentence of its failure and its code.
    Threads that are left end with it.

    program: returns the line for standard output
    before_end: called at the end of a failed program
    """
    try:
        line = program()
        sys.stdout.buffer.write((line + "\n").encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
        code = 0
    except Failure as failure:
        say(str(failure))
        code = failure.exit_code()
    except OSError as error:
        failure = of_file(error, error.filename or sys.argv[0])
        say(str(failure))
        code = failure.exit_code()
    except Exception as error:  # a fault of the program's: the trace, and a last line that says it in short
        import traceback
        sys.stderr.write(traceback.format_exc())
        sys.stderr.flush()
        say(str(Failure(LOCAL, os.path.basename(sys.argv[0]), "%s: %s" % (type(error).__name__, error))))
        code = 1
    before_end()
    os._exit(code)
