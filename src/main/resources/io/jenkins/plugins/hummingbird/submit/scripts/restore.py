"""Fetches what tables are merged from, of results in S3 that upload.py wrote there: all files but pictures and others that
merge_tables.py does not read. It knows tables by their content, as the names of databases and spreadsheets are the user's.

    restore.py SETTINGS MANIFEST FOLDER
      SETTINGS  the file `s3` of the submission, see s3_client.py
      MANIFEST  the local manifest, see s3_manifest.py
      FOLDER    gets the files, at the paths that they had in the results
Prints the number of bytes that were fetched. Exit code: that of s3_failures.py; the last line of standard error says why.

Python 3.6 or later, its standard library, boto3 or the AWS CLI, and beside it the modules of merge_tables.py.
"""
import hashlib
import os
import sys

import s3_manifest
from measured_tables import OTHERS
from s3_client import OWN, Settings, as_path, make_client, split_url, url_of
from s3_failures import CHANGED, LOCAL, NO_ROOM, Failure, run, text
from s3_work import Pace, in_threads

SPARE = 16 << 20  # bytes


class Restore:
    def __init__(self, client, bucket, prefix, folder):
        self.client = client
        self.bucket = bucket
        self.prefix = prefix
        self.folder = folder
        self.pace = Pace()

    def path(self, file):
        url = url_of(self.bucket, file.key)
        top = s3_manifest.below(self.prefix, "")
        if not file.key.startswith(top):
            raise Failure(LOCAL, url, "is in the manifest, but not below its URL")
        return os.path.join(self.folder, as_path(file.key[len(top):], url))

    def fetch(self, file):
        path = self.path(file)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        self.pace.call(lambda: self.fetch_once(file, path))

    def fetch_once(self, file, path):
        sha256 = hashlib.sha256()
        answer = self.client.get(self.bucket, file.key, path, None, [sha256])
        if answer.get("ContentLength") != file.size or sha256.hexdigest() != file.sha256:
            raise Failure(CHANGED, url_of(self.bucket, file.key), "is not what was uploaded: its SHA-256 is another one")


def is_wanted(file):
    # those of databases are read by their names
    return file.key.endswith(".properties") or not OTHERS.search(file.key)


def main(settings, manifest, folder):
    url, files = s3_manifest.read_local(manifest)
    files = [file for file in files if is_wanted(file)]
    bucket, prefix = split_url(url)
    client = make_client(Settings(settings, OWN))
    clients.append(client)
    restore = Restore(client, bucket, prefix, os.fsencode(folder))
    size = sum(file.size for file in files)
    os.makedirs(restore.folder, exist_ok=True)
    disk = os.statvfs(restore.folder)
    if disk.f_bavail * disk.f_frsize < size + SPARE:
        raise Failure(NO_ROOM, text(restore.folder), "has no room for %d MiB of results" % (size >> 20))
    in_threads(restore.fetch, files)
    return str(size)


clients = []
if __name__ == "__main__":
    run(lambda: main(*sys.argv[1:]), lambda: [client.close() for client in clients])
