# shellcheck shell=bash
# shellcheck disable=SC2154 # what src/local/try sets
# For src/local/try: docs/examples/cluster.Jenkinsfile makes a cluster, and does with it what can be done.
#
# AWS is the emulator moto, the CLI of ParallelCluster the real one, with all its checks but two that the emulator has no
# answer for. Of the cluster there is what AWS shows of one; nothing computes. The configuration is that of docs/examples,
# in the network of the emulator.
#
# There are six builds: create, create again, which finds the cluster, stop, start, describe and delete. All is well only
# when each says so, and when nothing is left in AWS.

# shellcheck source=src/local/try.d/aws.bash
source src/local/try.d/aws.bash

run_cluster() { # ACTION
    say "runs docs/examples/cluster.Jenkinsfile to $1; the log of the build:"
    run_jenkinsfile cluster 0 "it can $1 a cluster" --parameter ACTION="$1" "${cluster_defaults[@]}"
}

end_parts() { :; }

try_it() {
    start_aws
    install_pcluster
    set_cluster_defaults
    make_aws_repository
    run_cluster create
    log_has 1 "plates: CREATE_COMPLETE, ParallelCluster"
    run_cluster create
    log_has 2 "plates: CREATE_COMPLETE, ParallelCluster"
    [[ $(grep -c CREATE_IN_PROGRESS "$home/jobs/$example/builds/2/log") == 0 ]] || fail "the cluster was made again"
    run_cluster stop
    log_has 3 "fleet STOPPED"
    run_cluster start
    log_has 4 "fleet RUNNING"
    run_cluster describe
    log_has 5 "fleet RUNNING"
    run_cluster delete
    look_at_aws 0
}
