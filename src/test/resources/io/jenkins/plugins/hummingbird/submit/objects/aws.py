"""The part of the AWS CLI that the programs use, with its words: for machines that have boto3, but no CLI.

    aws s3api get-object|put-object|head-object|delete-object --NAME=VALUE|--NAME VALUE... [FILE]
    aws s3 cp --only-show-errors --no-follow-symlinks FILE URL
"""
import json
import os
import sys

import boto3
import botocore
import botocore.config
import botocore.exceptions

CHUNK = 1 << 20
FLAGS = ("no-sign-request", "only-show-errors", "no-follow-symlinks")
ARGUMENTS = {
    "bucket": "Bucket", "key": "Key", "if-match": "IfMatch", "range": "Range", "request-payer": "RequestPayer",
    "checksum-sha256": "ChecksumSHA256", "content-md5": "ContentMD5"}


def options_of(words):
    options, others = {}, []
    while words:
        word = words.pop(0)
        if not word.startswith("--"):
            others.append(word)
            continue
        name, equals, value = word[2:].partition("=")
        options[name] = value if equals else True if name in FLAGS else words.pop(0)
    return options, others


def get(s3, arguments, path):
    answer = s3.get_object(**arguments)
    body = answer.pop("Body")
    with open(path, "wb") as file:
        for chunk in iter(lambda: body.read(CHUNK), b""):
            file.write(chunk)
    return answer


def put(s3, arguments, path):
    with open(path, "rb") as body:
        return s3.put_object(Body=body, **arguments)


def run(service, operation, *words):
    options, others = options_of(list(words))
    if "ChecksumSHA256" in os.environ.get("AWS_OLD", "") and "checksum-sha256" in options:
        sys.stderr.write("\nUnknown options: --checksum-sha256=%s\n" % options["checksum-sha256"])
        return 252
    more = {"signature_version": botocore.UNSIGNED} if "no-sign-request" in options else {}
    s3 = boto3.client(
        "s3", endpoint_url=options.get("endpoint-url"), region_name=options.get("region"),
        config=botocore.config.Config(retries={"max_attempts": 0}, s3={"addressing_style": "path"}, **more))
    arguments = {ARGUMENTS[name]: value for name, value in options.items() if name in ARGUMENTS}
    if service == "s3":
        bucket, _, key = others[1][len("s3://"):].partition("/")
        s3.upload_file(others[0], bucket, key)
        return 0
    if operation == "get-object":
        answer = get(s3, arguments, others[0])
    elif operation == "put-object":
        answer = put(s3, arguments, options["body"])
    else:
        answer = getattr(s3, operation.replace("-", "_"))(**arguments)
    answer.pop("ResponseMetadata", None)
    print(json.dumps(answer, default=str, indent=4))
    return 0


try:
    sys.exit(run(*sys.argv[1:]))
except botocore.exceptions.NoCredentialsError:
    sys.stderr.write('\nUnable to locate credentials. You can configure credentials by running "aws configure".\n')
    sys.exit(253)
except botocore.exceptions.ClientError as error:
    sys.stderr.write("\n%s\n" % error)
    sys.exit(254)
except Exception as error:
    sys.stderr.write("\n%s\n" % error)
    sys.exit(255)
