"""The manifest of results in S3; used by upload.py and restore.py. Python 3.6 or later and its standard library.

In S3 it is the object URL/hummingbird-manifest.tsv: a line of names, then a line for each file, sorted by key: the whole key,
bytes, SHA-256 in hexadecimal, separated by tabs. It is there when all of the files are. The local manifest has a line before
that: the URL, and the digest of what the results were made of.
"""
import hashlib
import os
import re

from s3_client import CHUNK, url_of
from s3_failures import LOCAL, Failure, text

NAME = "hummingbird-manifest.tsv"
# what an upload that did not reach its end was to replace
EARLIER = "hummingbird-manifest.earlier.tsv"
HEADER = "key\tbytes\tsha256\n"
LARGEST = 256 << 20  # bytes: about a million files
UNFIT = re.compile("[\t\n\r]")


class File:
    """A file of the results, and the object that it is in S3."""

    def __init__(self, key, size, sha256, path=None, md5=None):
        """path: in bytes, of the local file"""
        self.key = key
        self.size = size
        self.sha256 = sha256
        self.path = path
        self.md5 = md5

    def line(self):
        return "%s\t%d\t%s\n" % (self.key, self.size, self.sha256)


def remote_text(files):
    # by the bytes of UTF-8, which are in the order of the characters' numbers
    return HEADER + "".join(file.line() for file in sorted(files, key=lambda file: file.key))


def parse(content, where):
    """The files that a remote manifest names."""
    if not content.startswith(HEADER) or not content.endswith("\n"):
        raise Failure(LOCAL, where, "is no manifest of Hummingbird's")
    files = []
    for line in content[len(HEADER):].split("\n")[:-1]:
        try:
            key, size, sha256 = line.split("\t")
            files.append(File(key, int(size), sha256))
        except ValueError:
            raise Failure(LOCAL, where, "has a line that is none of a manifest")
    return files


def read_local(path):
    """The URL of a local manifest, and its files."""
    with open(path, "rb") as file:
        first, _, rest = file.read(LARGEST).decode("utf-8").partition("\n")
    return first.split("\t")[0], parse(rest, text(path))


def below(prefix, name):
    """prefix: the key of the results, '' for a whole bucket"""
    return prefix + "/" + name if prefix else name


def names_in(folder):
    """The regular files below a folder: paths relative to it, in bytes."""
    found = []
    pending = [b""]
    while pending:
        place = pending.pop()
        for entry in os.scandir(os.path.join(folder, place)):
            name = os.path.join(place, entry.name)
            if entry.is_dir(follow_symlinks=False):
                pending.append(name)
            elif entry.is_file(follow_symlinks=False):
                found.append(name)
    return sorted(found)


def key_of(name, bucket, prefix):
    """name: of a local file, relative to the results, in bytes"""
    try:
        relative = name.decode("utf-8")
    except UnicodeDecodeError:
        raise Failure(LOCAL, url_of(bucket, prefix), "the name of the file %s is not UTF-8" % text(name))
    if UNFIT.search(relative):
        raise Failure(LOCAL, url_of(bucket, prefix), "the name of the file %s has a tab or a line end in it" % relative)
    if relative in (NAME, EARLIER):
        raise Failure(LOCAL, url_of(bucket, prefix), "the results have a file %s, which is the manifest's name" % relative)
    key = below(prefix, relative)
    if len(key.encode("utf-8")) > 1024:
        raise Failure(LOCAL, url_of(bucket, key), "is longer than the 1024 bytes that a key may have")
    return key


def read_file(path, key, with_md5):
    """The file of the results with its digests."""
    sha256, md5 = hashlib.sha256(), hashlib.md5() if with_md5 else None
    size = 0
    with open(path, "rb", buffering=0) as file:
        for chunk in iter(lambda: file.read(CHUNK), b""):
            size += len(chunk)
            sha256.update(chunk)
            if md5:
                md5.update(chunk)
    return File(key, size, sha256.hexdigest(), path, md5.hexdigest() if md5 else None)
