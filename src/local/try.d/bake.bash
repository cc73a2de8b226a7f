# shellcheck shell=bash
# shellcheck disable=SC2154 # what src/local/try sets
# For src/local/try: docs/examples/bake.Jenkinsfile makes an AMI, and finds it again.
#
# AWS is the emulator moto. The instance is a folder of this machine with a real sshd, which comes up by the user data that
# the instance was launched with. The recipe for CellProfiler is left out, for it takes half an hour and changes the machine
# that it runs on. In its place the script of the bake runs the recipe's own self-test, on the instance and as its root, by
# the CellProfiler below target/: the image must not be made before the nuclei are counted.
#
# There are two builds. All is well only when the first has made one image and left nothing else in AWS, and the second has
# found that image within two seconds, counted from the beginning of the step to its end. Each build has a JVM of its own,
# which begins slowly on a machine that is busy: if the second took longer, it may be tried twice more.

aws=$here/aws
self_test=src/main/resources/io/jenkins/plugins/hummingbird/image/recipe/self-test.py

property() { sed -n "s/^$1=//p" "$aws/aws.properties"; }

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.60.1.4", 0)); print(s.getsockname()[1])'; }

start_aws() {
    local emulator
    start src/local/aws/install target/parts/aws >"$here/aws.python"
    finish "$child" || exit
    python=$(tail -n 1 "$here/aws.python")
    rm -rf "$home" "$aws"
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
    AWS_ENDPOINT_URL=$(property endpoint) AWS_DEFAULT_REGION=$(property region)
    AWS_ACCESS_KEY_ID=$(property key) AWS_SECRET_ACCESS_KEY=$(property secret)
    export AWS_ENDPOINT_URL AWS_DEFAULT_REGION AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY
    port=$(free_port)
    start "$python" src/local/aws/instances "$aws/instances" --port "$port" >"$aws/instances.log" 2>&1 8>&-
    say "started an AWS emulator at $AWS_ENDPOINT_URL; its instances have a real sshd at port $port"
}

run_bake() {
    local script
    printf -v script 'python3 %q %q' "$PWD/$self_test" "$cellprofiler"
    run_jenkinsfile bake 0 "an image can be made" \
        --parameter REGION="$(property region)" --parameter SUBNET="$(property subnet)" \
        --parameter SSH_USER="$(id -un)" --parameter SSH_PORT="$port" \
        --parameter RECIPE=none --parameter SCRIPT="$script"
}

log_has() { # BUILD TEXT
    grep -qF "$2" "$home/jobs/bake/builds/$1/log" || fail "the log of build $1 does not say: $2"
}

# One image, and nothing of what was needed to make it.
look_at_aws() {
    "$python" - <<'END'
import sys

import boto3

ec2 = boto3.client("ec2")
images = ec2.describe_images(Owners=["self"])["Images"]
instances = [
    one for each in ec2.describe_instances()["Reservations"] for one in each["Instances"]
    if one["State"]["Name"] != "terminated"]
groups = [one for one in ec2.describe_security_groups()["SecurityGroups"] if one["GroupName"] != "default"]
volumes = ec2.describe_volumes()["Volumes"]
if len(images) != 1 or images[0]["State"] != "available" or instances or groups or volumes:
    sys.exit("try: one image was to be left and nothing else, but it was: %s" % [images, instances, groups, volumes])
print("try: in AWS there is %s, %s, with the tags" % (images[0]["ImageId"], images[0]["Name"]))
for tag in sorted(images[0]["Tags"], key=lambda tag: tag["Key"]):
    print("         %(Key)s=%(Value)s" % tag)
print("try: and no instance, volume or security group is left")
END
}

# From the beginning of the step, which its state says, to the last change of that; fails when it took too long.
count_seconds() { # BUILD MOST
    python3 - "$home/jobs/bake/builds/$1/hummingbird"/*/operation.xml "$2" <<'END'
import os, re, sys

with open(sys.argv[1], encoding="utf-8") as file:
    begun = int(re.search(r"<startedMillis>(\d+)</startedMillis>", file.read()).group(1)) / 1000
seconds = os.path.getmtime(sys.argv[1]) - begun
print("try: the step took %.1f s" % seconds)
sys.exit(seconds >= float(sys.argv[2]))
END
}

find_again() { # BUILD
    run_bake
    log_has "$1" "Nothing has changed"
    look_at_aws || exit
    count_seconds "$1" 2
}

end_parts() { :; }

try_it() {
    local build
    start_aws
    say "in place of the recipe, which takes half an hour, its self-test runs on the instance, by the CellProfiler of"
    say "this machine; the rest is done as in AWS"
    say "runs docs/examples/bake.Jenkinsfile; the log of the build:"
    run_bake
    log_has 1 "self-test: 8 nuclei in 2 images, as drawn"
    count_seconds 1 600
    look_at_aws
    for build in 2 3 4; do
        say "runs the same again; nothing changed, so the image is found and none is made:"
        if find_again "$build"; then return; fi
    done
    fail "it was to take less than 2 s; is this machine busy? Its load is $(cut -d ' ' -f 1 /proc/loadavg)"
}
