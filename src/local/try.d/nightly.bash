# shellcheck shell=bash
# shellcheck disable=SC2154 # what src/local/try sets
# For src/local/try: docs/examples/nightly.Jenkinsfile, a whole night: AMI, cluster, plates, listings, and the end of the
# cluster.
#
# AWS is the emulator moto, the CLI of ParallelCluster the real one. The instance that the AMI is made of is a real sshd, as
# in bake.bash, and so is what comes in place of the recipe. The head node of the cluster, by its address in the network of
# the emulator, is a real Slurm and sshd of this machine, and CellProfiler measures two small plates on it.
#
# There are two builds. All is well only when the first has measured every well, the nuclei are as many as were drawn, the
# second has found the AMI and the results of the first, and after each nothing but the AMI is left in AWS.

# shellcheck source=src/local/try.d/aws.bash
source src/local/try.d/aws.bash
# shellcheck source=src/local/try.d/head-node.bash
source src/local/try.d/head-node.bash

head_node_address=127.60.1.100

run_nightly() {
    local shared
    shared=$(head_node_property shared)
    run_jenkinsfile nightly 0 "all is there for it" \
        --credential "cluster-key=$(head_node_property user):$(head_node_property key)" \
        "${bake_defaults[@]}" "${cluster_defaults[@]}" --parameter SUBNET="$(aws_property subnet)" \
        --parameter IMAGES="$shared/plates" --parameter OUTPUT="$shared/results"
}

try_it() {
    prepare_self_test
    draw_plates --intact
    install_duckdb
    start_head_node --address "$head_node_address"
    start_aws
    echo "headNodeAddress=$head_node_address" >"$aws/cluster.properties"
    install_pcluster
    set_bake_defaults
    set_cluster_defaults
    make_aws_repository
    define_cluster nightly "parallelCluster: nightly"
    say "runs docs/examples/nightly.Jenkinsfile; the log of the build:"
    run_nightly
    count_groups 1 8 0
    look_at_aws 1
    say "what CellProfiler wrote: $results"
    src/local/plates/count-nuclei "$images" "$results"
    say "the next night: nothing is new, so only the cluster comes and goes:"
    run_nightly
    count_groups 2 0 8
    look_at_aws 1
    say "artifacts of the last build:"
    find "$(archive_of 2)" -type f | sort | sed 's/^/    /'
}
