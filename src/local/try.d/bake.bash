# shellcheck shell=bash
# shellcheck disable=SC2154 # what src/local/try sets
# For src/local/try: docs/examples/bake.Jenkinsfile makes an AMI, and finds it again.
#
# AWS is the emulator moto. The instance is a folder of this machine with a real sshd, which comes up by the user data that
# the instance was launched with. The recipe for CellProfiler is left out, for it takes half an hour and changes the machine
# that it runs on. In its place the script of the bake runs the recipe's own self-test, on the instance and as its root, by
# the CellProfiler and the DuckDB below target/: the image must not be made before the nuclei are counted, in a Parquet file,
# too.
#
# There are two builds. All is well only when the first has made one image and left nothing else in AWS, and the second has
# found that image and made nothing. How long each step took, counted from its beginning to its end, is said and proves
# nothing: on a machine that is busy everything takes its time.

# shellcheck source=src/local/try.d/aws.bash
source src/local/try.d/aws.bash

run_bake() {
    run_jenkinsfile bake 0 "an image can be made" --parameter SUBNET="$(aws_property subnet)" "${bake_defaults[@]}"
}

# From the beginning of the step, which its state says, to the last change of that.
say_seconds() { # BUILD
    python3 - "$home/jobs/bake/builds/$1/hummingbird"/*/operation.xml <<'END'
import datetime, os, re, sys

with open(sys.argv[1], encoding="utf-8") as file:
    started = re.search(r"<started>([-:T0-9]+)[.0-9]*Z</started>", file.read()).group(1)
begun = datetime.datetime.fromisoformat(started + "+00:00").timestamp()
print("try: the step took %.1f s" % (os.path.getmtime(sys.argv[1]) - begun))
END
}

end_parts() { :; }

try_it() {
    prepare_self_test
    start_aws
    set_bake_defaults
    make_repository
    say "in place of the recipe, which takes half an hour, its self-test runs on the instance, by the CellProfiler and the"
    say "DuckDB of this machine; the rest is done as in AWS"
    say "runs docs/examples/bake.Jenkinsfile; the log of the build:"
    run_bake
    log_has 1 "self-test: 8 nuclei in 2 images, as drawn, also in a Parquet file of DuckDB"
    say_seconds 1
    look_at_aws 1
    say "runs the same again; nothing changed, so the image is found and none is made:"
    run_bake
    log_has 2 "identical inputs"
    say_seconds 2
    look_at_aws 1
}
