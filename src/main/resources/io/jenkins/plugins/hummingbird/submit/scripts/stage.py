"""Fetches the objects of a group from S3 to the node, and names their files in the group's table or list.

    stage.py SETTINGS OBJECTS OFFSET LENGTH FOLDER SLICE KIND
      SETTINGS        the file `s3` of the submission, see s3_client.py
      OBJECTS         a line for each object: URL, bytes, ETag or -, separated by tabs
      OFFSET, LENGTH  the group's lines in OBJECTS, in bytes
      FOLDER          on the node; an object goes to FOLDER/BUCKET/KEY
      SLICE           the group's table or list of files, which is replaced
      KIND            table: CSV with a header; in columns URL_..., a URL of S3 becomes the file: URL of its file
                      list: a path in each line; a URL of S3 becomes the path of its file
Prints the number of bytes that were fetched. Exit code: that of s3_failures.py; the last line of standard error says why.

Python 3.6 or later, its standard library, and boto3 or the AWS CLI. What it holds in memory does not depend on the size of
the objects.
"""
import hashlib
import os
import re
import sys

from s3_client import Settings, as_path, from_argument, make_client, split_url
from s3_failures import CHANGED, DAMAGED, LOCAL, NO_ROOM, Failure, run, text
from s3_rows import changed, records, replace_file
from s3_work import Pace, in_threads

SPARE = 64 << 20  # bytes that must remain on the disk: for the tables, and for what CellProfiler writes
COLUMN = re.compile(rb"^(Image_)?(Objects)?URL_")
MD5 = re.compile("^[0-9a-f]{32}$")
# two digits behind a percent sign are what CellProfiler takes for a character
ESCAPE = re.compile(rb"%(?=[0-9A-Fa-f]{2})")


class Image:
    """An object and its place on the node."""

    def __init__(self, line, folder):
        fields = line.split("\t")
        try:
            self.url, size, etag = fields
            self.size = int(size)
        except ValueError:
            raise Failure(LOCAL, fields[0], "the list of objects has a line that is none")
        self.etag = None if etag == "-" else etag
        self.bucket, self.key = split_url(self.url)
        self.path = os.path.join(folder, as_path(self.bucket + "/" + self.key, self.url))

    def fetch(self, client):
        """Makes one request."""
        md5 = new_md5() if self.etag and MD5.match(self.etag) else None
        answer = client.get(self.bucket, self.key, self.path, self.etag, [md5] if md5 else [])
        etag = str(answer.get("ETag", "")).strip('"')
        if self.etag and etag != self.etag:
            raise Failure(CHANGED, self.url, "has the ETag %s now, not %s as it was listed" % (etag, self.etag))
        if answer.get("ContentLength") != self.size:
            raise Failure(
                CHANGED, self.url, "has %s bytes now, not %d as it was listed" % (answer.get("ContentLength"), self.size))
        if md5 and is_md5(answer) and md5.hexdigest() != self.etag:
            raise Failure(DAMAGED, self.url, "was damaged on its way: its MD5 is not its ETag")


def new_md5():
    try:
        return hashlib.md5()
    except ValueError:  # a system that allows only what FIPS 140 does
        return None


def is_md5(answer):
    """Whether the ETag of an object that was written at once is its MD5: not with a key of KMS or of the caller's.
    https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html"""
    return not str(answer.get("ServerSideEncryption", "")).startswith("aws:") and not answer.get("SSECustomerAlgorithm")


def read_images(path, offset, length, folder):
    """Each object once, by its URL."""
    with open(path, "rb") as file:
        file.seek(offset)
        lines = file.read(length)
    if len(lines) != length or not lines.endswith(b"\n") and lines:
        raise Failure(LOCAL, path, "does not have the lines of the group")
    return {image.url: image for image in (Image(line, folder) for line in lines.decode("utf-8").split("\n")[:-1])}


def make_room(folder, images):
    """Makes the folders. Fails where there is no room for the objects."""
    os.makedirs(folder, exist_ok=True)
    disk = os.statvfs(folder)
    needed = sum(image.size for image in images) + SPARE
    free = disk.f_bavail * disk.f_frsize
    if free < needed:
        raise Failure(
            NO_ROOM, text(folder), "has %d MiB free, %d MiB are needed for the group's images" % (free >> 20, needed >> 20))
    for place in sorted({os.path.dirname(image.path) for image in images}):
        try:
            os.makedirs(place, exist_ok=True)
        except (FileExistsError, NotADirectoryError):
            raise clash(place, images)
    for image in images:
        if os.path.isdir(image.path):
            raise clash(image.path, images)


def clash(path, images):
    url = next((image.url for image in images if (path + b"/").startswith(image.path + b"/")), text(path))
    return Failure(LOCAL, url, "cannot be a file, because other objects of the group are below this name")


def local_path(url, images):
    """In bytes. url: in bytes"""
    image = images.get(url.decode("utf-8", "replace"))
    if not image:
        raise Failure(LOCAL, text(url), "is in the table of the group, but not in its list of objects")
    return image.path


def rewrite_table(source, out, images):
    rows = records(source)
    columns = []

    def find_columns(names):
        columns.extend(at for at, name in enumerate(names) if COLUMN.match(name))
        return {}

    def to_files(texts):
        # no more is escaped than must be: CellProfiler names what it saves by the file name as it stands in the URL
        return {at: b"file:" + ESCAPE.sub(b"%25", local_path(texts[at], images))
                for at in columns if at < len(texts) and texts[at].startswith(b"s3://")}

    header = next(rows, b"")
    changed(header, find_columns)
    out.write(header)
    for record in rows:
        out.write(changed(record, to_files) if b"s3://" in record else record)


def rewrite_list(source, out, images):
    for line in source:
        if line.startswith(b"s3://"):
            url = line.rstrip(b"\r\n")
            line = local_path(url, images) + line[len(url):]
        out.write(line)


def main(settings, objects, offset, length, folder, table, kind):
    rewrite = {"table": rewrite_table, "list": rewrite_list}[kind]
    images = read_images(objects, int(offset), int(length), os.fsencode(folder))
    client = make_client(Settings(settings))
    clients.append(client)
    make_room(os.fsencode(folder), images.values())
    pace = Pace()
    in_threads(lambda image: pace.call(lambda: image.fetch(client)), images.values())
    replace_file(os.fsencode(table), lambda source, out: rewrite(source, out, images))
    return str(sum(image.size for image in images.values()))


clients = []
if __name__ == "__main__":
    run(lambda: main(*sys.argv[1:]), lambda: [client.close() for client in clients])
