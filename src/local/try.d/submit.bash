# shellcheck shell=bash
# shellcheck disable=SC2119,SC2154 # what src/local/try sets; and functions that take arguments of their own
# For src/local/try: docs/examples/submit.Jenkinsfile measures two small plates by CellProfiler on a Slurm of one host. One
# well of them is nearly empty, and the log is to say so.
#
# There are three builds: in the first, one well has a broken image; before the second the image is mended; before the
# third nothing changes. All is well only when that well was the only failure, was the only one to be measured again, and
# the nuclei that CellProfiler found are as many as were drawn.

# shellcheck source=src/local/try.d/head-node.bash
source src/local/try.d/head-node.bash

run_submit() { # EXIT CODE that it is to end with, WHY
    local shared
    shared=$(head_node_property shared)
    run_jenkinsfile submit "$1" "$2" \
        --credential "cluster-key=$(head_node_property user):$(head_node_property key)" \
        --parameter IMAGES="$shared/plates" --parameter OUTPUT="$shared/results"
}

# The files of the plates without a broken one that differ from what is there; all others keep their time.
mend_image() {
    local file
    src/local/plates/make-plates "$here/mended" --sparse A02 --intact 8>&-
    (cd "$here/mended" && find . -type f) | while read -r file; do
        cmp -s "$here/mended/$file" "$images/$file" || cp "$here/mended/$file" "$images/$file"
    done
    rm -rf "$here/mended"
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

# What the images say, as far as CellProfiler's own tables do: the table of wells, the sum in the log, the nearly empty well.
check_measurements() { # BUILD
    local archive log=$home/jobs/$example/builds/$1/log
    archive=$(archive_of "$1")
    python3 - "$archive/wells.csv" "$results" <<'END'
import csv, glob, os, statistics, sys

def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))

areas, nuclei = {}, {}
for folder in glob.glob(os.path.join(sys.argv[2], "Plate_*")):
    image = read(os.path.join(folder, "Image.csv"))
    well = (image[0]["Metadata_Plate"], image[0]["Metadata_Well"])
    nuclei[well] = sum(int(float(row["Count_Nuclei"])) for row in image)
    areas[well] = statistics.median(float(row["AreaShape_Area"]) for row in read(os.path.join(folder, "Nuclei.csv")))
wells = {(row["Metadata_Plate"], row["Metadata_Well"]): row for row in read(sys.argv[1])}
wrong = [w for w in nuclei if w not in wells or int(wells[w]["Count_Nuclei"]) != nuclei[w]
         or abs(float(wells[w]["Nuclei_AreaShape_Area"]) - areas[w]) > 1e-9 * areas[w]]
if wrong or len(wells) != len(nuclei):
    sys.exit("try: wells.csv differs from what CellProfiler wrote for %s" % (wrong or "the number of wells"))
print("try: wells.csv has %d nuclei in %d wells, as CellProfiler's own tables" % (sum(nuclei.values()), len(wells)))
END
    grep -E ' nuclei in 8 wells$|A02 \(4\)' "$log" | sed 's/^/    /'
    grep -qF 'A02 (4)' "$log" || { echo "try: the log does not say that a well is nearly empty" >&2; exit 1; }
    grep -qF 'A02: 4<' "$archive/heatmap-1-Count_Nuclei.svg" || { echo "try: no heat map of the nuclei" >&2; exit 1; }
}

# The nuclei of each plate as its tables have them, against those of CellProfiler's own.
check_tables() { # BUILD
    python3 - "$results" "$(archive_of "$1")/tables.csv" <<'END'
import csv, glob, os, sys

def read(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))

results = sys.argv[1]
own = sum(len(read(path)) for path in glob.glob(os.path.join(results, "Plate_*", "Nuclei.csv")))
tables = glob.glob(os.path.join(results, "tables", "Plate_*", "Nuclei.csv"))
merged = sum(len(read(path)) for path in tables)
listed = [row for row in read(sys.argv[2]) if row["table"] == "Nuclei"]
rows = sum(int(row["rows"]) for row in listed)
if {merged, rows} != {own} or {row["plate"] for row in listed} != {"Plate_1", "Plate_2"}:
    sys.exit("try: CellProfiler wrote %d nuclei, the tables have %d, tables.csv says %d" % (own, merged, rows))
print("try: the tables of %d plates have %d nuclei" % (len(tables), rows))
END
}

try_it() {
    draw_plates --sparse A02
    start_head_node
    make_repository
    define_cluster lab "host: $(head_node_property host)"
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
    say "what the images say:"
    check_measurements 3
    check_tables 3
    say "the nuclei in the tables of the plates:"
    src/local/plates/count-nuclei "$images" "$results/tables"
    say "artifacts of the last build:"
    find "$(archive_of 3)" -type f | sort | sed 's/^/    /'
    say "what CellProfiler wrote: $results"
    src/local/plates/count-nuclei "$images" "$results"
}
