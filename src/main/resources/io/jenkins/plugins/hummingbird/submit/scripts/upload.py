"""Copies the results of a group to S3, and writes a manifest of them.

    upload.py SETTINGS RESULTS URL MANIFEST DIGEST
      SETTINGS  the file `s3` of the submission, see s3_client.py
      RESULTS   the folder whose regular files become URL/<relative path>; symbolic links are left out. RESULTS.done, where it
                is there, says how many files and bytes they are, see publish.sh
      URL       s3://BUCKET/PREFIX, without a slash at its end
      MANIFEST  the local manifest, see s3_manifest.py; written when all is in S3
      DIGEST    of what the results were made of; noted in MANIFEST
Prints the number of bytes that were written. Exit code: that of s3_failures.py; the last line of standard error says why.

An upload may end at any moment and be repeated, and two of the same results may run at once. An earlier manifest that names
other files is removed before any of them is replaced, so that a manifest in S3 names only what is there. Until then its
lines are in another object, so that the objects that are left over are known to whoever repeats the upload.

Python 3.6 or later, its standard library, and boto3 or the AWS CLI. What it holds in memory does not depend on the size of
the files.
"""
import contextlib
import os
import sys
import tempfile

import s3_manifest
from s3_client import OWN, Settings, from_argument, make_client, split_url, url_of
from s3_failures import LOCAL, MISSING, Failure, run
from s3_manifest import EARLIER, NAME, below
from s3_work import Pace, in_threads


class Upload:
    def __init__(self, client, bucket, prefix, scratch):
        """scratch: an empty folder for small files"""
        self.client = client
        self.bucket = bucket
        self.prefix = prefix
        self.scratch = scratch
        self.pace = Pace()
        self.written = 0

    def put(self, file):
        self.pace.call(lambda: self.client.put(self.bucket, file.key, file.path, file.size, file.sha256, file.md5))
        return file.size

    def put_text(self, name, content):
        path = os.path.join(self.scratch, name)
        with open(path, "wb") as out:
            out.write(content.encode("utf-8"))
        self.written += self.put(s3_manifest.read_file(path, below(self.prefix, name), not self.client.has_sha256))

    def read_text(self, name):
        """The text of an object below the prefix, or None where there is none."""
        key = below(self.prefix, name)
        path = os.path.join(self.scratch, "earlier")
        try:
            self.pace.call(lambda: self.client.get(self.bucket, key, path))
        except Failure as failure:
            if failure.kind == MISSING:
                return None
            raise
        with open(path, "rb") as file:
            return file.read(s3_manifest.LARGEST).decode("utf-8", "replace")

    def delete(self, key):
        self.pace.call(lambda: self.client.delete(self.bucket, key))

    def left_over(self, files, *earlier):
        """What earlier manifests name and is not among the files, by key."""
        keys = {file.key for file in files} | {below(self.prefix, name) for name in (NAME, EARLIER)}
        found = {}
        for content in earlier:
            if content is not None:
                for file in s3_manifest.parse(content, url_of(self.bucket, below(self.prefix, NAME))):
                    if file.key not in keys and file.key.startswith(below(self.prefix, "")):
                        found[file.key] = file
        return found

    def run(self, files):
        manifest = s3_manifest.remote_text(files)
        before = self.read_text(NAME)
        interrupted = self.read_text(EARLIER)
        stale = self.left_over(files, before, interrupted)
        if stale and not (before is None and set(stale) == self.keys(interrupted)):
            self.put_text(EARLIER, s3_manifest.remote_text(stale.values()))
        # the same manifest may be that of a second upload at the same time, which is complete
        if before is not None and before != manifest:
            self.delete(below(self.prefix, NAME))
        self.written += sum(in_threads(self.put, files))
        self.put_text(NAME, manifest)
        in_threads(self.delete, stale)
        if stale or interrupted is not None:
            self.delete(below(self.prefix, EARLIER))
        return manifest

    def keys(self, content):
        if content is None:
            return set()
        return {file.key for file in s3_manifest.parse(content, url_of(self.bucket, below(self.prefix, EARLIER)))}


def write_local(path, first, manifest):
    """In one step, and on the disk before this returns."""
    handle, new = tempfile.mkstemp(prefix=os.path.basename(path) + ".", dir=os.path.dirname(path) or ".")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write((first + "\n" + manifest).encode("utf-8"))
            out.flush()
            os.fsync(out.fileno())
            os.fchmod(out.fileno(), 0o666 & ~umask())
        os.rename(new, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(new)
        raise


def umask():
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def check_whole(folder, url, files):
    """The files are those that were published. Of results that somebody removes just now, or that are to be found in S3 only, what
    is left would replace what is there."""
    # drop-results.sh makes the mark before it removes anything: files that were read before there was a mark are all of them
    if os.path.exists(folder + b".dropped"):
        raise Failure(LOCAL, url, "not copied, for the local results are being removed, or were")
    try:
        with open(folder + b".done", "rb") as file:
            _, number, size = file.read().split()[:3]
    except FileNotFoundError:
        return
    there = len(files), sum(file.size for file in files)
    if there != (int(number), int(size)):
        raise Failure(
            LOCAL, url, "not copied, for the results have been changed: %d files of %d bytes were published, there are %d of %d"
            % (int(number), int(size), there[0], there[1]))


def main(settings, results, url, manifest, digest):
    url = from_argument(url)
    bucket, prefix = split_url(url)
    if prefix.endswith("/"):
        raise Failure(LOCAL, url, "ends with a slash")
    if not prefix:
        # a manifest that is found there might name any object of the bucket as left over
        raise Failure(LOCAL, url, "is a whole bucket, and results need a folder in it")
    client = make_client(Settings(settings, OWN))
    clients.append(client)
    folder = os.fsencode(results)
    named = [(name, s3_manifest.key_of(name, bucket, prefix)) for name in s3_manifest.names_in(folder)]
    files = in_threads(
        lambda one: s3_manifest.read_file(os.path.join(folder, one[0]), one[1], not client.has_sha256), named)
    check_whole(folder, url, files)
    with tempfile.TemporaryDirectory(prefix="hummingbird-upload-") as scratch:
        upload = Upload(client, bucket, prefix, scratch)
        remote = upload.run(files)
    write_local(manifest, "%s\t%s" % (url, digest), remote)
    return str(upload.written)


clients = []
if __name__ == "__main__":
    run(lambda: main(*sys.argv[1:]), lambda: [client.close() for client in clients])
