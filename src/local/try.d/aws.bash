# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # what src/local/try sets, and what the others in try.d use
# For those in try.d that use AWS: the emulator moto, whose instances are folders of this machine with a real sshd.

aws=$here/aws

aws_property() { sed -n "s/^$1=//p" "$aws/aws.properties"; }

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.60.1.4", 0)); print(s.getsockname()[1])'; }

start_aws() {
    local emulator
    start src/local/aws/install target/parts/aws >"$here/aws.python"
    finish "$child" || exit
    python=$(tail -n 1 "$here/aws.python")
    rm -rf "$aws"
    mkdir -p "$aws"
    start "$python" src/local/aws/serve "$aws" >"$aws/serve.log" 2>&1 8>&-
    emulator=$child
    until [[ -f $aws/aws.properties ]]; do
        kill -0 "$emulator" 2>/dev/null || fail "the AWS emulator did not start: $(cat "$aws/serve.log")"
        sleep 0.1
    done
    unset AWS_PROFILE AWS_SESSION_TOKEN
    export AWS_CONFIG_FILE=/dev/null AWS_SHARED_CREDENTIALS_FILE=/dev/null AWS_EC2_METADATA_DISABLED=true \
        NO_PROXY=127.0.0.1 no_proxy=127.0.0.1
    AWS_ENDPOINT_URL=$(aws_property endpoint) AWS_DEFAULT_REGION=$(aws_property region)
    AWS_ACCESS_KEY_ID=$(aws_property key) AWS_SECRET_ACCESS_KEY=$(aws_property secret)
    export AWS_ENDPOINT_URL AWS_DEFAULT_REGION AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY
    configure "region: $AWS_DEFAULT_REGION"
    port=$(free_port)
    start "$python" src/local/aws/instances "$aws/instances" --port "$port" >"$aws/instances.log" 2>&1 8>&-
    say "started an AWS emulator at $AWS_ENDPOINT_URL; its instances have a real sshd at port $port"
}

log_has() { # BUILD TEXT
    grep -qF "$2" "$home/jobs/$example/builds/$1/log" || fail "the log of build $1 does not say: $2"
}

# What a script runs on the instance in place of the recipe, which takes half an hour and changes the machine that it runs on:
# the recipe's own self-test, by the CellProfiler and the DuckDB below target/.
prepare_self_test() {
    local program=src/main/resources/io/jenkins/plugins/hummingbird/image/recipe/self-test.py
    start src/local/duckdb/install target/parts/duckdb >"$here/duckdb"
    finish "$child" || exit
    printf -v self_test 'python3 %q %q %q' "$PWD/$program" "$cellprofiler" "$(tail -n 1 "$here/duckdb")"
}

# What the Jenkinsfiles leave out, and an instance of the emulator needs. Sets $bake_defaults.
set_bake_defaults() {
    bake_defaults=(
        --default hummingbirdBakeAmi.sshUser="$(id -un)" --default hummingbirdBakeAmi.sshPort="$port"
        --default hummingbirdBakeAmi.recipe=none --default hummingbirdBakeAmi.script="$self_test"
    )
}

# Likewise of a cluster: the CLI of this machine, and the checks that the emulator has no answer for. Sets $cluster_defaults.
set_cluster_defaults() {
    cluster_defaults=(
        --default hummingbirdCluster.pcluster="$pcluster"
        --default hummingbirdCluster.suppressValidators="$(aws_property suppressValidators)"
    )
}

install_pcluster() {
    start src/local/pcluster/install target/parts/pcluster >"$here/pcluster"
    finish "$child" || exit
    pcluster=$(tail -n 1 "$here/pcluster")
}

# The examples, with the network and the key of the emulator in that of a cluster.
make_aws_repository() {
    make_repository -e "s/subnet-0123456789abcdef0/$(aws_property subnet)/" \
        -e "s/KeyName: .*/KeyName: $(aws_property keyPair)/" -e "s/fs-0123456789abcdef0/$(aws_property fileSystem)/"
}

# What is left: so many images, and nothing of what was needed to make them or of clusters. The endpoint is the network's.
look_at_aws() { # IMAGES
    "$python" - "$1" <<'END'
import sys

import boto3

ec2 = boto3.client("ec2")
images = ec2.describe_images(Owners=["self"])["Images"]
left = [
    one for each in ec2.describe_instances()["Reservations"] for one in each["Instances"]
    if one["State"]["Name"] != "terminated"]
left += [one for one in ec2.describe_security_groups()["SecurityGroups"] if one["GroupName"] not in ("default", "endpoint")]
left += ec2.describe_volumes()["Volumes"]
left += boto3.client("cloudformation").describe_stacks()["Stacks"]
left += boto3.client("dynamodb").list_tables()["TableNames"]
s3 = boto3.client("s3")
for bucket in s3.list_buckets()["Buckets"]:
    files = [one["Key"] for one in s3.list_objects_v2(Bucket=bucket["Name"]).get("Contents", [])]
    left += [file for file in files if not file.endswith("/.bootstrapped")]
if [image["State"] for image in images] != int(sys.argv[1]) * ["available"] or left:
    sys.exit("try: images and nothing else were to be left, as many as %s, but it was: %s" % (sys.argv[1], [images, left]))
for image in images:
    print("try: in AWS there is %(ImageId)s, %(Name)s, with the tags" % image)
    for tag in sorted(image["Tags"], key=lambda tag: tag["Key"]):
        print("         %(Key)s=%(Value)s" % tag)
print("try: of instances, volumes, security groups, stacks and tables nothing is left in AWS")
END
}
