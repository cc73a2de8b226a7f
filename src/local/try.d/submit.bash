# shellcheck shell=bash
# shellcheck disable=SC2154 # what src/local/try sets
# For src/local/try: docs/examples/submit.Jenkinsfile measures two small plates by CellProfiler on a Slurm of one host.
#
# There are three builds: in the first, one well has a broken image; before the second the image is mended; before the
# third nothing changes. All is well only when that well was the only failure, was the only one to be measured again, and
# the nuclei that CellProfiler found are as many as were drawn.

head_node=$here/head-node
images=$head_node/shared/plates
results=$head_node/shared/results

property() { sed -n "s/^$1=//p" "$head_node/head-node.properties"; }

start_head_node() {
    local starting
    # One that a killed run has left may still be there.
    src/local/head-node/head-node stop "$head_node" 8>&-
    rm -rf "$home" "$head_node/shared"
    start src/local/head-node/head-node start "$head_node" >"$here/head-node.out" 8>&-
    starting=$child
    src/local/plates/make-plates "$images" 8>&-
    finish "$starting" || exit
    say "started Slurm and sshd as a head node on 127.0.0.1, port $(property port)"
}

run_submit() { # EXIT CODE that it is to end with, WHY
    local shared
    shared=$(property shared)
    run_jenkinsfile submit "$1" "$2" \
        --credential "cluster-key=$(property user):$(property key)" \
        --parameter HOST="$(property host)" --parameter PORT="$(property port)" \
        --parameter IMAGES="$shared/plates" --parameter OUTPUT="$shared/results" \
        --parameter CELLPROFILER="$cellprofiler"
}

archive_of() { # BUILD
    echo "$home/jobs/submit/builds/$1/archive/hummingbird"/*
}

# The files of the plates without a broken one that differ from what is there; all others keep their time.
mend_image() {
    local file
    src/local/plates/make-plates "$here/mended" --intact 8>&-
    (cd "$here/mended" && find . -type f) | while read -r file; do
        cmp -s "$here/mended/$file" "$images/$file" || cp "$here/mended/$file" "$images/$file"
    done
    rm -rf "$here/mended"
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

# The well with the broken image, and no other.
check_groups() { # BUILD
    python3 - "$(archive_of "$1")" <<'END'
import csv, json, os, sys

with open(os.path.join(sys.argv[1], "summary.json"), encoding="utf-8") as file:
    summary = json.load(file)
with open(os.path.join(sys.argv[1], "groups.csv"), newline="", encoding="utf-8") as file:
    bad = [row for row in csv.DictReader(file) if row["state"] != "completed"]
wells = ["%s %s" % (row["Metadata_Plate"], row["Metadata_Well"]) for row in bad]
counts = {name: summary[name] for name in ("groups", "completed", "failed", "lost")}
if wells != ["Plate_2 B02"] or counts != {"groups": 8, "completed": 7, "failed": 1, "lost": 0}:
    sys.exit("try: only Plate_2 B02 was to fail of 8 wells, but it was: %s; %s" % (", ".join(wells), counts))
print("try: of 8 wells one failed, %s, the one with the broken image" % wells[0])
END
}

end_parts() {
    src/local/head-node/head-node stop "$head_node" 8>&-
}

try_it() {
    start_head_node
    say "runs docs/examples/submit.Jenkinsfile; the log of the build:"
    run_submit 2 "one well has a broken image"
    check_groups 1
    say "mends the image and runs the same again; only its well has work to do:"
    mend_image
    run_submit 0 "no image is broken any more"
    count_groups 2 1 7
    say "and once more; nothing changed, so nothing is to be done:"
    run_submit 0 "everything is done"
    count_groups 3 0 8
    say "artifacts of the last build:"
    find "$(archive_of 3)" -type f | sort | sed 's/^/    /'
    say "what CellProfiler wrote: $results"
    src/local/plates/count-nuclei "$images" "$results"
}
