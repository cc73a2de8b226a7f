#!/bin/bash
# Runs one array task: CellProfiler on one group of image sets. Where a task has several groups, tasks.sh runs this for each.
# arguments: PLAN OFFSET ROUND [REASON]
#   PLAN    the submission's folder, OUTPUT/.hummingbird/SUBMISSION, absolute
#   OFFSET  added to the array index gives the line of the round's file
#   ROUND   which attempt at the group the submission counts, from 0
#   REASON  why the group is not to begin any more; may be empty
# PLAN holds, written by the submission: open (while it is there, tasks may begin), execution.sh, publish.sh, measure.sh and
# what it runs, settings (module, heap, threads, minimum file size, attempts to keep), index (a line per group: offset,
# length, rows, digest of its inputs, folder), round-ROUND (a line per task: number of the group, factor for its memory), header.csv and
# table.csv (sorted by group) or images.csv and groups (a line per group: the value of -g); an empty header.csv says that
# table.csv is no table but a list of image files, a path a line; home (empty: each task has a home of its own; user: that of
# the environment; or a folder); rows is 0 where the number of image sets is not known beforehand; command and expected
# (words that each end with NUL). A group that measure-again names (lines of a group and an attempt; may be missing) was done
# by an earlier submission: that attempt is measured, and nothing else is done.
# Written here: tasks/ (a status record per group, one line), logs/, and the results, which are published as OUTPUT/FOLDER, a
# link to the attempt that counts, see publish.sh. A group that is published is not begun again.
# A record has, separated by tabs: group, attempt, state, exit code, image sets done, image sets in all, node, begin, end,
# reason (a word), peak memory (KiB, 0 when unknown), bytes fetched from S3, bytes of its results in S3, detail (disk-full:
# output or node; image-sets: the first ten missing, numbered within the group; home: the file that CellProfiler looked for in a
# home of its own; what failed in S3: the URL and what S3 said). RECORD.ATTEMPT.requeued is that of an execution after which Slurm
# began the task again.
# Exit code: 0 done; CellProfiler's own or 1 when the group failed; 74 when the status could not be written; 76 when this
# node does not see PLAN.
set -u
set -m
export LC_ALL=C.UTF-8

cd -- "$1" || exit 76
# shellcheck source=execution.sh
. ./execution.sh || exit 76
begin "$1" "$2" "$3"
read -r module heap threads smallest keep <settings
read -r offset length rows digest folder < <(sed -n "${task}{p;q}" index)

# CellProfiler looked for something in the empty home, which the log says.
find_own_cause() {
    [ -n "$scratch" ] && [ ! -s home ] || return
    # what libraries look for there for themselves is no reason to fail
    line=$(grep -aF -- "$scratch/home/" "$log" 2>/dev/null |
        grep -aE 'No such file|[Nn]ot found|not exist|[Uu]nable to open|[Cc]annot open' |
        grep -avE '/home/\.(cache/(fontconfig|matplotlib|mesa)|config|java|local)' | tail -n 1)
    line=${line#*"$scratch/home/"}
    line=${line%%[\'\"$'\t']*}
    [ -z "$line" ] || reason=home detail=${line:0:200}
}

take_attempt "${4:-}"
heap=$((heap * factor))
earlier=$(awk -v task="$task" '$1 == task { print $2; exit }' measure-again 2>/dev/null)
if [ -n "$earlier" ]; then
    results=${results%/*}/$earlier
else
    make_results
fi
make_scratch home tmp

home=$scratch/home
if [ -s home ]; then
    home=$(<home)
    [ "$home" != user ] || home=${HOME:-/}
    [ -d "$home" ] || { code=1; fail no-home 1; }
fi

# The slice of this group is a table of its own: LoadData reads every row of what it is given.
mapfile -d '' -t command <command
: >"$scratch/no-files" || { code=1; fail scratch 1; }
if [ -e groups ]; then
    group=$(sed -n "${task}{p;q}" groups)
    table=(--file-list "$scratch/no-files" --data-file "$plan/images.csv" -g "$group")
    sliced=0
else
    { cat header.csv && tail -c "+$((offset + 1))" table.csv | head -c "$length"; } >"$scratch/images.csv"
    [ "$(stat -c %s "$scratch/images.csv")" -eq $(($(stat -c %s header.csv) + length)) ] ||
        { code=1; fail slice 1; }
    table=(--file-list "$scratch/no-files" --data-file "$scratch/images.csv")
    [ -s header.csv ] || table=(--file-list "$scratch/images.csv")
    sliced=1
fi

if [ -n "$earlier" ]; then
    begin_log
    [ -n "$ended_by" ] || [ ! -s "$results.done" ] || [ ! -e measure.sh ] || [ -s "$results.measurements.gz" ] ||
        [ -e "$results.dropped" ] || . ./measure.sh
    [ -z "$ended_by" ] || fail "$ended_by" 1
    tidy_up
    sets=$rows
    [ -z "$s3_url" ] || upload_counting "$results"
    persist write_record "$own.end" completed '' ''
    discard
    exit 0
fi
if [ -e s3 ] && [ "$sliced" = 1 ]; then
    kind=table
    [ -s header.csv ] || kind=list
    fetch_objects "$scratch/images.csv" "$kind"
fi

OMP_NUM_THREADS=$threads OPENBLAS_NUM_THREADS=$threads MKL_NUM_THREADS=$threads \
    JAVA_TOOL_OPTIONS="-Xmx${heap}m" HOME=$home TMPDIR=$scratch/tmp \
    run_program "${command[@]}" -t "$scratch/tmp" -o "$results" -d "$scratch/done" "${table[@]}"

# An image set is done when its last module is logged and no module failed in it. A failure is logged without the number
# of the image set; the line of progress that follows has it, and is written for the failed module, too.
read -r sets begun missing < <(LC_ALL=C awk -v proof="$module" -v rows="$rows" -v sliced="$sliced" '
    BEGIN { expected = rows }
    /Error detected during run of module / { failed = 1 }
    match($0, /: Image # [0-9]+, module [A-Za-z0-9_]+ # [0-9]+: /) {
        split(substr($0, RSTART + 10, RLENGTH - 10), word, " ")
        image = word[1] + 0
        if (!sliced && !begun) {
            before = image - 1
        }
        begun = 1
        if (!expected && image > rows) {
            rows = image
        }
        if (failed) {
            bad[image - before] = 1
        } else if (word[5] + 0 == proof) {
            good[image - before] = 1
        }
        failed = 0
    }
    END {
        for (i = 1; i <= rows; i++) {
            if ((i in good) && !(i in bad)) {
                done++
            } else if (named < 10) {
                missing = missing (named++ ? "," : "") i
            }
        }
        print done + 0, rows, missing
    }' "$log" 2>/dev/null)
sets=${sets:-0}
[ "${rows:-0}" -ne 0 ] || rows=${begun:-0}

# Neither exit code 0 nor "Complete" in the done-file proves that any image was looked at.
if [ -n "$ended_by" ]; then
    fail "$ended_by" 1
elif [ "$code" -ne 0 ]; then
    fail exit "$code"
elif [ "$(cat "$scratch/done" 2>/dev/null)" != Complete ]; then
    fail done-file 1
elif [ "$sets" -ne "$rows" ] || [ "$sets" -eq 0 ]; then
    fail image-sets 1 "${missing:-}"
fi
[ ! -e s3 ] || restore_urls
while IFS= read -r -d '' pattern; do
    found=$(cd -- "$results" && find . -type f -size "+$((smallest - 1))c" -path "./$pattern" -print -quit)
    [ -n "$found" ] || fail expected-files 1
done <expected

! is_occupied || fail occupied 1
[ ! -e measure.sh ] || . ./measure.sh
tidy_up
publish
