# shellcheck shell=bash
# shellcheck disable=SC2119,SC2154 # what src/local/try sets; and functions that take arguments of their own
# For src/local/try: docs/examples/s3.Jenkinsfile measures two small plates that are in S3, and copies the results to S3.
#
# S3 is the emulator moto; Slurm, sshd and CellProfiler are of this machine. The tasks know S3 by what the .bashrc of the
# account on the head node says; on a cluster in AWS they have the role of their node.
#
# There are two nights. All is well only when the first has measured eight wells; the nuclei in the results and in the
# tables of the plates, both fetched from S3, are as many as were drawn; they name the images by their URLs; nothing but
# records is left on the shared disk; and the second night has skipped all wells, read no image and written nothing.

# shellcheck source=src/local/try.d/aws.bash
source src/local/try.d/aws.bash
# shellcheck source=src/local/try.d/head-node.bash
source src/local/try.d/head-node.bash

# not below the folder that the nodes share
images=$here/plates
plates_url=s3://hummingbird-plates/2026
results_url=s3://hummingbird-results/2026
fetched=$here/fetched

# What sshd runs, and with it sbatch, its tasks and their programs, has these variables.
give_nodes_an_identity() {
    local name
    (
        umask 077
        for name in AWS_ENDPOINT_URL AWS_DEFAULT_REGION AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_CONFIG_FILE \
            AWS_SHARED_CREDENTIALS_FILE AWS_EC2_METADATA_DISABLED NO_PROXY no_proxy; do
            echo "export $name=${!name@Q}"
        done >"$(head_node_property tmp)/.bashrc"
    )
}

end_parts() {
    src/local/head-node/head-node stop "$head_node" 8>&-
    rm -f "$head_node/tmp/.bashrc"
}

put_plates() {
    "$python" - "$images" "$plates_url" "$results_url" <<'END'
import os, sys

import boto3

images, plates, results = sys.argv[1:]
s3 = boto3.client("s3")
for url in (plates, results):
    s3.create_bucket(
        Bucket=url.split("/")[2], CreateBucketConfiguration={"LocationConstraint": os.environ["AWS_DEFAULT_REGION"]})
bucket, prefix = plates.split("/", 3)[2:]
paths = [os.path.join(folder, name) for folder, _, names in os.walk(images) for name in names if name.endswith(".tif")]
for path in paths:
    s3.upload_file(path, bucket, prefix + "/" + os.path.relpath(path, images))
print("try: put %d images into %s" % (len(paths), plates))
END
}

run_s3() {
    run_jenkinsfile s3 0 "all images are in S3, and good" \
        --credential "cluster-key=$(head_node_property user):$(head_node_property key)" \
        --parameter IMAGES="$plates_url" --parameter RESULTS="$results_url" \
        --parameter OUTPUT="$(head_node_property shared)/results"
}

# What tasks have read from S3 and written to it, as summary.json says.
check_bytes() { # BUILD some|no
    python3 - "$(archive_of "$1")" "$2" <<'END'
import json, os, sys

with open(os.path.join(sys.argv[1], "summary.json"), encoding="utf-8") as file:
    summary = json.load(file)
read, written = summary["fetchedBytes"], summary["uploadedBytes"]
if [read > 0, written > 0] != 2 * [sys.argv[2] == "some"]:
    sys.exit("try: tasks were to read and write %s bytes in S3, but it was %d and %d" % (sys.argv[2], read, written))
print("try: tasks have read %d bytes from S3 and written %d" % (read, written))
END
}

# All objects of the results, to a folder. Each of the files in outputs.csv must be there, and no other.
fetch_results() { # BUILD
    rm -rf "$fetched"
    "$python" - "$results_url" "$fetched" "$(archive_of "$1")/outputs.csv" <<'END'
import csv, os, sys

import boto3

results, fetched, outputs = sys.argv[1:]
s3 = boto3.client("s3")
bucket, prefix = results.split("/", 3)[2:]
pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket)
keys = [one["Key"] for page in pages for one in page.get("Contents", [])]
for key in keys:
    path = os.path.join(fetched, os.path.relpath(key, prefix))
    os.makedirs(os.path.dirname(path), exist_ok=True)
    s3.download_file(bucket, key, path)
with open(outputs, newline="", encoding="utf-8") as file:
    listed = {row["url"] for row in csv.DictReader(file)}
there = {
    "s3://%s/%s" % (bucket, key) for key in keys
    if not key.startswith(prefix + "/tables/") and not key.endswith("/hummingbird-manifest.tsv")}
if not there or listed != there:
    sys.exit("try: outputs.csv and S3 have not the same files: %s" % sorted(listed ^ there))
print("try: fetched %d objects from %s; outputs.csv has the URLs of %d results" % (len(keys), results, len(there)))
END
}

# The columns PathName, FileName and URL, in the tables of the wells and of the plates.
check_recorded_paths() {
    python3 - "$fetched" "$plates_url" "$PWD/$head_node" <<'END'
import csv, glob, os, sys

fetched, plates, local = sys.argv[1:]
wrong, urls = [], set()
for path in glob.glob(os.path.join(fetched, "**", "Image.csv"), recursive=True):
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        for channel in ("DNA", "Actin"):
            folder = "%s/%s" % (plates, row["Metadata_Plate"])
            name = "%s_s%d_w%s.tif" % (row["Metadata_Well"], float(row["Metadata_Site"]), channel)
            recorded = [row["%s_%s" % (column, channel)] for column in ("PathName", "FileName", "URL")]
            urls.add(folder + "/" + name)
            if recorded != [folder, name, folder + "/" + name]:
                wrong.append("%s: %s" % (path, recorded))
for path in glob.glob(os.path.join(fetched, "**"), recursive=True):
    if os.path.isfile(path):
        with open(path, "rb") as file:
            if local.encode() in file.read():
                wrong.append(path + " has paths of the node")
if wrong or not urls:
    sys.exit("try: the results were to name images by their URLs, but: %s" % (wrong or "there is none"))
print("try: the results name %d images by their URLs, such as %s" % (len(urls), min(urls)))
END
}

# Of each well and table the records by which the next night skips it, and of their results no file.
check_shared_disk() {
    local records=$results/.hummingbird/results left
    left=$(
        find "$head_node/shared" -type f ! -path "$results/.hummingbird/*"
        find "$records" -type f ! -name '*.done' ! -name '*.manifest' ! -name '*.measurements.gz' ! -name '*.dropped' \
            ! -path "$records/tables/*/manifest.tsv"
    )
    [[ -z $left ]] || fail "only records were to be left on the shared disk, but there is: $left"
    say "on the shared disk there are records only, of the results:"
    find "$records" -type f | sed 's/.*\.//' | sort | uniq -c
}

try_it() {
    rm -rf "$images"
    draw_plates --intact
    start_head_node
    start_aws
    give_nodes_an_identity
    put_plates
    make_repository
    define_cluster lab "host: $(head_node_property host)"
    say "runs docs/examples/s3.Jenkinsfile; the log of the build:"
    run_s3
    count_groups 1 8 0
    check_bytes 1 some
    fetch_results 1
    check_recorded_paths
    check_shared_disk
    say "the nuclei in the results of the wells, in S3:"
    src/local/plates/count-nuclei "$images" "$fetched"
    say "the nuclei in the tables of the plates, in S3:"
    src/local/plates/count-nuclei "$images" "$fetched/tables"
    say "the next night: nothing is new, so no image is fetched:"
    run_s3
    count_groups 2 0 8
    check_bytes 2 no
    fetch_results 2
    check_shared_disk
    say "artifacts of the last build:"
    find "$(archive_of 2)" -type f | sort | sed 's/^/    /'
}
