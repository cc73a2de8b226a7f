# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # what src/local/try sets, and what the others in try.d use
# For those in try.d that measure plates: Slurm and sshd as a head node, two small plates, and what is said of them.

head_node=$here/head-node
images=$head_node/shared/plates
results=$head_node/shared/results

head_node_property() { sed -n "s/^$1=//p" "$head_node/head-node.properties"; }

# What an administrator sets once, in Configuration as Code: the cluster that the examples name.
define_cluster() { # NAME, LINE that says where it is...
    local shared
    shared=$(head_node_property shared)
    [[ -n $configuration ]] || configure
    {
        printf '    %s\n' 'clusters:' "  - name: $1"
        printf '        %s\n' "${@:2}" "port: $(head_node_property port)" "user: $(head_node_property user)" \
            'sshCredentialsId: cluster-key' "cellprofiler: $cellprofiler" "imageRoots: $shared, s3://hummingbird-plates" \
            "outputRoots: $shared/results, s3://hummingbird-results"
    } >>"$configuration"
}

draw_plates() { # OPTION of make-plates...
    rm -rf "$head_node/shared"
    src/local/plates/make-plates "$images" "$@" 8>&-
}

start_head_node() { # OPTION of head-node...
    # One that a killed run has left may still be there.
    src/local/head-node/head-node stop "$head_node" 8>&-
    start src/local/head-node/head-node start "$head_node" "$@" >"$here/head-node.out" 8>&-
    finish "$child" || exit
    say "started Slurm and sshd as a head node at port $(head_node_property port)"
}

# As docs/tables.md says: DuckDB into the Python that CellProfiler runs in.
install_duckdb() {
    local list=src/main/resources/io/jenkins/plugins/hummingbird/image/recipe/duckdb.txt
    "${cellprofiler%/*}/python" -m pip install -q --require-hashes -r "$list" >"$here/duckdb.log" 2>&1 8>&- ||
        fail "DuckDB could not be installed: $here/duckdb.log"
}

archive_of() { # BUILD
    echo "$home/jobs/$example/builds/$1/archive/hummingbird"/submit-*
}

count_groups() { # BUILD COMPLETED SKIPPED
    python3 - "$(archive_of "$1")" "$2" "$3" <<'END'
import json, os, sys

with open(os.path.join(sys.argv[1], "summary.json"), encoding="utf-8") as file:
    summary = json.load(file)
counts = [summary[name] for name in ("completed", "skipped", "failed", "lost")]
if counts != [int(sys.argv[2]), int(sys.argv[3]), 0, 0]:
    sys.exit("try: %s wells were to be completed and %s skipped, but it was: %s" % (*sys.argv[2:4], summary))
END
}

end_parts() {
    src/local/head-node/head-node stop "$head_node" 8>&-
}
