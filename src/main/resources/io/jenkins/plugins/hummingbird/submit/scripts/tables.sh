#!/bin/bash
# Runs one array task that merges the tables of groups, of one plate or of the whole, into those of a run over all of them.
# arguments: PLAN OFFSET ROUND [REASON], as those of task.sh
#   PLAN    OUTPUT/.hummingbird/SUBMISSION/tables, absolute
# PLAN holds, written by the submission: open, round-ROUND, execution.sh, publish.sh and command as for task.sh; settings (MiB of
# memory that a task has before its factor, attempts to keep, 1 for metadata in the CSV files of objects or else 0, formats);
# index (a line per set of tables: digest of what it is made of, folder, which is tables/PLATE); groups (a line per group: the
# number of its set and, after a tab, what merged_groups.py reads; in the order of the sets); python (what the user named as
# Python; may be empty, and may end with NUL or a line end); find-tables-python.sh; merge_tables.py and its modules. Beside PLAN
# are header.csv and table.csv, where the groups are slices of a table.
# Written here, as by task.sh: tasks/, logs/, and the results, which are published as OUTPUT/FOLDER. They hold the tables and
# manifest.tsv: a line of names, then for each table its format, name, file, rows, columns, and bytes and SHA-256 of the file.
# A record has the fields that task.sh describes: for image sets done the groups whose tables are merged, all or none, and for
# image sets in all the groups of the table. The detail of the reason merge is a sentence.
# Exit code: as that of task.sh.
set -u
set -m
export LC_ALL=C.UTF-8
longest=500     # characters of a sentence
most_others=1000 # groups of other sets that are read: with all of them, each task takes longer the more sets there are
most_remote=50  # of these, that are only in S3: their files are fetched as a whole
for_duckdb=60   # percent of the task's memory; Python and what DuckDB does not count take the rest

cd -- "$1" || exit 76
# shellcheck source=execution.sh
. ./execution.sh || exit 76
begin "$1" "$2" "$3"
read -r memory keep metadata formats <settings
read -r digest folder < <(sed -n "${task}{p;q}" index)
rows=$(LC_ALL=C awk -F '\t' -v task="$task" '$1 == task { rows++ } END { print rows + 0 }' groups 2>/dev/null)
rows=${rows:-0}
# Tables that are not whole are of no use to anybody, and may fill the disk. What may be published is not looked at again.
publishing=
trap '[ -z "$results" ] || [ -n "$publishing" ] || rm -rf -- "$results"' EXIT
take_attempt "${4:-}"
[ -n "${formats:-}" ] && [ "$rows" -gt 0 ] && . ./find-tables-python.sh || { code=1; fail plan 1; }
tables=$(wc -l <index)
make_results
make_scratch tmp

write_own() {
    LC_ALL=C awk -F '\t' -v task="$task" '$1 == task { print substr($0, length($1) + 2) }' groups >"$scratch/groups"
}

# Groups of the other sets, in the order of their image numbers. Where there are many, they are spread evenly over all groups, and
# are the same for each set.
write_others() (
    set -o pipefail
    all=$(wc -l <groups)
    [ $((all - rows)) -gt "$most_others" ] || most_others=$all
    LC_ALL=C awk -F '\t' -v task="$task" -v all="$all" -v most="$most_others" '
        $1 != task && int(NR * most / all) > int((NR - 1) * most / all) { print substr($0, length($1) + 2) }' groups |
        LC_ALL=C sort -s -t $'\t' -k 2,2n >"$scratch/others"
)

write_own || { code=1; fail scratch 1; }
[ ! -e s3 ] || restore_results "$scratch/groups"

options=(--scratch "$scratch/tmp" --memory $((memory * factor * for_duckdb / 100)) --threads 1 --published "$link")
[ "$metadata" = 0 ] || options+=(--csv-metadata)
if [ -s ../header.csv ]; then
    options+=(--header "${plan%/*}/header.csv" --table "${plan%/*}/table.csv")
fi
if [ "$tables" -gt 1 ]; then
    write_others || { code=1; fail scratch 1; }
    [ ! -e s3 ] || restore_results "$scratch/others" "$most_remote"
    options+=(--others "$scratch/others")
fi

fail_merge() { # EXIT SENTENCE
    local detail
    shorten "$2" "$longest"
    fail merge "$1" "$detail"
}

named=
{ IFS= read -r -d '' named <python; } 2>/dev/null
mapfile -d '' -t command <command
if ! find_tables_python "$formats" "${named%$'\n'}" "${command[@]}" && [ ${#tables_python[@]} -eq 0 ]; then
    code=1
    fail_merge 1 "tables need a Python 3.6 or later, and node ${SLURMD_NODENAME:-} has none: $tables_tried"
fi
# shellcheck disable=SC2086
OMP_NUM_THREADS=1 TMPDIR=$scratch/tmp \
    run_program "${tables_python[@]}" "$plan/merge_tables.py" "${options[@]}" "$scratch/groups" "$results" "$scratch/manifest" \
    $formats
if [ -n "$ended_by" ]; then
    fail "$ended_by" 1
elif [ "$code" -ne 0 ]; then
    said=$(grep -av '^[[:space:]]*$' "$log" | tail -n 1)
    fail_merge "$code" "${said#tables: }"
fi
{ printf 'format\ttable\tfile\trows\tcolumns\tbytes\tsha256\n' && cat -- "$scratch/manifest"; } >"$results/manifest.tsv" ||
    { code=1; fail results 1; }
sets=$rows

! is_occupied || { code=1; fail occupied 1; }
tidy_up
publishing=1
publish
