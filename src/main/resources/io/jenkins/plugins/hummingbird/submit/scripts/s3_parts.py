"""Uploads of large files in parts, by boto3; used by s3_boto.py."""
import hashlib
import os

from s3_client import CHUNK, url_of
from s3_failures import LOCAL, Failure, of_file
from s3_work import Pace

LARGEST_AT_ONCE = 64 << 20  # bytes; S3 takes 5 GiB
PART = 32 << 20
MOST_PARTS = 9000  # S3 takes 10,000
ATTEMPTS = 5  # of a part


class Section:
    """A part of a file as a file of its own, so that boto3 sends it without having it in memory."""

    def __init__(self, file, begin, length):
        self.file = file
        self.begin = begin
        self.length = length
        self.at = 0

    def read(self, size=-1):
        left = self.length - self.at
        self.file.seek(self.begin + self.at)
        data = self.file.read(left if size is None or size < 0 else min(size, left))
        self.at += len(data)
        return data

    def seek(self, offset, whence=os.SEEK_SET):
        self.at = offset + {os.SEEK_SET: 0, os.SEEK_CUR: self.at, os.SEEK_END: self.length}[whence]
        return self.at

    def tell(self):
        return self.at

    def __len__(self):
        return self.length


def put(client, bucket, key, path, size):
    """client: a BotoClient. What fails leaves no parts in the bucket, unless S3 cannot be reached any more."""
    algorithm = {"ChecksumAlgorithm": "SHA256"} if client.has_sha256 else {}
    upload = client.request(bucket, key, "create_multipart_upload", **algorithm)["UploadId"]
    try:
        with open(path, "rb") as file:
            parts = send_parts(client, bucket, key, upload, file, size)
        client.request(
            bucket, key, "complete_multipart_upload", UploadId=upload, MultipartUpload={"Parts": parts})
    except OSError as error:
        abort(client, bucket, key, upload)
        raise of_file(error, path)
    except BaseException:
        abort(client, bucket, key, upload)
        raise


def send_parts(client, bucket, key, upload, file, size):
    length = max(PART, -(-size // MOST_PARTS))
    # not that of all files: whoever calls this has one of its places
    pace = Pace(1, ATTEMPTS)
    parts = []
    for number, begin in enumerate(range(0, size, length), 1):
        section = Section(file, begin, min(length, size - begin))
        digest = client.digest(*digests(section, client.has_sha256, url_of(bucket, key)))
        answer = pace.call(lambda: send_part(client, bucket, key, upload, number, section, digest))
        part = {"PartNumber": number, "ETag": answer["ETag"]}
        if "ChecksumSHA256" in answer:
            part["ChecksumSHA256"] = answer["ChecksumSHA256"]
        parts.append(part)
    return parts


def send_part(client, bucket, key, upload, number, section, digest):
    section.seek(0)
    return client.request(
        bucket, key, "upload_part", UploadId=upload, PartNumber=number, Body=section, ContentLength=len(section), **digest)


def digests(section, has_sha256, where):
    found = hashlib.sha256() if has_sha256 else hashlib.md5()
    while section.tell() < len(section):
        data = section.read(CHUNK)
        if not data:
            raise Failure(LOCAL, where, "its file became shorter")
        found.update(data)
    return (found.hexdigest(), None) if has_sha256 else (None, found.hexdigest())


def abort(client, bucket, key, upload):
    try:
        client.request(bucket, key, "abort_multipart_upload", UploadId=upload)
    except Failure:
        pass
