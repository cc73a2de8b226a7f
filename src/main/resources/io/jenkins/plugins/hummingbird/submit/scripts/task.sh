#!/bin/bash
# Runs one array task: CellProfiler on one group of image sets. Where a task has several groups, tasks.sh runs this for each.
# arguments: PLAN OFFSET ROUND [REASON]
#   PLAN    the submission's folder, OUTPUT/.hummingbird/SUBMISSION, absolute
#   OFFSET  added to the array index gives the line of the round's file
#   ROUND   which attempt at the group the submission counts, from 0
#   REASON  why the group is not to begin any more; may be empty
# PLAN holds, written by the submission: open (while it is there, tasks may begin), publish.sh, measure.sh and what it runs,
# settings (module, heap, threads, minimum file size, attempts to keep), index (a line per group: offset, length, rows,
# digest of its inputs, folder), round-ROUND (a line per task: number of the group, factor for its memory), header.csv and
# table.csv (sorted by group) or images.csv and groups (a line per group: the value of -g); an empty header.csv says that
# table.csv is no table but a list of image files, a path a line; home (empty: each task has a home of its own; user: that of
# the environment; or a folder); rows is 0 where the number of image sets is not known beforehand; command and expected
# (words that each end with NUL). A group that measure-again names (lines of a group and an attempt; may be missing) was done
# by an earlier submission: that attempt is measured, and nothing else is done.
# Written here: tasks/ (a status record per group, one line), logs/, and the results, which are published as OUTPUT/FOLDER, a
# link to the attempt that counts, see publish.sh. A group that is published is not begun again.
# A record has, separated by tabs: group, attempt, state, exit code, image sets done, image sets in all, node, begin, end,
# reason (a word), peak memory (KiB, 0 when unknown), detail (disk-full: output or node; image-sets: the first ten
# missing, numbered within the group; home: the file that CellProfiler looked for in a home of its own).
# Exit code: 0 done; CellProfiler's own or 1 when the group failed; 74 when the status could not be written; 76 when this
# node does not see PLAN.
set -u
set -m
export LC_ALL=C.UTF-8

plan=$1
read -r task factor < <(sed -n "$((SLURM_ARRAY_TASK_ID + $2)){p;q}" "$plan/round-$3")
[ -n "${factor:-}" ] || exit 76
round=$3
submission=${plan##*/}
output=${plan%/.hummingbird/*}
shard=$((task / 1000))
started=$(date +%s)
code=0
sets=0
rows=0
peak=0

scratch=
results=
child=
sampler=
killer=
ended_by=

end_group() { # PID
    [ -z "$1" ] || kill -KILL -- "-$1" 2>/dev/null
}

# CellProfiler does not always end by TERM. The first reason is the one that counts: at the time limit, TERM follows.
end_child() { # REASON SECONDS
    ended_by=${ended_by:-$1}
    [ -n "$child" ] || return
    kill -TERM -- "-$child" 2>/dev/null
    end_group "$killer"
    (sleep "$2" && kill -KILL -- "-$child") 2>/dev/null 9>&- &
    killer=$!
}
trap 'end_child time-limit 15' USR1
trap 'end_child cancelled 3' TERM

cd -- "$plan" || exit 76
# shellcheck source=publish.sh
. ./publish.sh || exit 76
is_open || exit 0
read -r module heap threads smallest keep <settings
read -r offset length rows digest folder < <(sed -n "${task}{p;q}" index)
link=$output/$folder
record=tasks/$shard/$task
persist mkdir -p "tasks/$shard" "logs/$shard"
! is_completed || exit 0
# sbatch may have been killed before it said the id of the array, see submit-array.sh
job=job-${SLURM_JOB_NAME:-}
if [[ $job == job-hummingbird-* && ! -s $job ]]; then
    echo "$SLURM_ARRAY_JOB_ID" >"$job.$task" && mv -f -- "$job.$task" "$job"
fi
persist reserve
log=$plan/logs/$shard/$task.$attempt.log

no_room='No space left on device|Disk quota exceeded|database or disk is full'

is_full() { # FOLDER
    local probe=$1/hummingbird-$submission-$task.$attempt.probe message
    message=$( { head -c 16384 /dev/zero >"$probe"; } 2>&1)
    rm -f -- "$probe"
    [[ $message =~ $no_room ]]
}

# A full disk and too little memory have many faces, and the log that would tell may be on the full disk itself.
find_cause() { # REASON DETAIL; sets reason and detail
    local line
    reason=$1 detail=$2
    case $reason in
        '' | time-limit | not-begun | cancelled | occupied | disk-full) return ;;
    esac
    line=$(grep -aE -m 1 "$no_room" "$log" 2>/dev/null)
    if is_full "$plan/tasks/$shard"; then
        reason=disk-full detail=output
    elif [ -d "$scratch" ] && is_full "$scratch"; then
        reason=disk-full detail=node
    elif [ -n "$line" ]; then
        reason=disk-full detail=
        [[ $line != *"$output/"* ]] || detail=output
        [ -z "$scratch" ] || [[ $line != *"$scratch/"* ]] || detail=node
    elif [ "$code" -eq 137 ] ||
        grep -qaE '^([A-Za-z_.]*MemoryError(:|$)|.*java\.lang\.OutOfMemoryError)' "$log" 2>/dev/null; then
        reason=memory detail=
    elif [ -n "$scratch" ] && [ ! -s home ]; then
        # what libraries look for there for themselves is no reason to fail
        line=$(grep -aF -- "$scratch/home/" "$log" 2>/dev/null |
            grep -aE 'No such file|[Nn]ot found|not exist|[Uu]nable to open|[Cc]annot open' |
            grep -avE '/home/\.(cache/(fontconfig|matplotlib|mesa)|config|java|local)' | tail -n 1)
        line=${line#*"$scratch/home/"}
        line=${line%%[\'\"$'\t']*}
        [ -z "$line" ] || reason=home detail=${line:0:200}
    fi
}

tidy_up() {
    end_group "$killer"
    end_group "$sampler"
    [ -z "$scratch" ] || rm -rf -- "$scratch"
}

# Ends the execution as failed, unless another one has published the group meanwhile, or is at it: its record stays.
fail() { # REASON EXIT DETAIL
    local reason detail
    # a signal that ends the task ends its commands, too, and what failed by that is not the reason
    find_cause "${ended_by:-$1}" "${3:-}"
    tidy_up
    [ ! -e "$record.published" ] || adopt
    if ! is_open || is_completed || [ "$recorded" != "$attempt" ]; then
        discard
        exit 1
    fi
    persist write_record "$own.end" failed "$reason" "$detail"
    # one that published just now has written its record before this one, or will find that it may write it
    [ ! -e "$record.published" ] || adopt
    discard
    exit "$2"
}

node_tmp=${SLURM_TMPDIR:-${TMPDIR:-/tmp}}
persist write_record "$own.new" running '' ''
[ ! -e "$record.published" ] || adopt
[ -z "${4:-}" ] || fail "$4" 1
[ -n "${keep:-}" ] && [ -n "${folder:-}" ] || { code=1; fail plan 1; }
heap=$((heap * factor))
earlier=$(awk -v task="$task" '$1 == task { print $2; exit }' measure-again 2>/dev/null)
if [ -n "$earlier" ]; then
    results=${results%/*}/$earlier
else
    mkdir -p -- "${results%/*}" && mkdir -- "$results" || { code=1; fail results 1; }
fi

# What a killed task left on this node goes now. Each holds a lock in its scratch folder as long as one of its processes
# lives; a folder that has no lock yet is about to get it.
sweep() {
    local old
    for old in "$node_tmp"/hummingbird-*; do
        if [ -d "$old" ] && [ ! -L "$old" ] && [ -O "$old" ] && [ -f "$old/lock" ] && [ ! -L "$old/lock" ]; then
            (flock -n 8 && rm -rf -- "$old") 8<>"$old/lock"
        fi
    done
}
sweep 2>/dev/null
scratch=$node_tmp/hummingbird-$submission-$task.$attempt
if ! { mkdir -m 700 -- "$scratch" && mkdir -- "$scratch/home" "$scratch/tmp" && : >"$scratch/no-files" &&
    : >"$scratch/lock.new"; }; then
    code=1
    [ -d "$scratch" ] || [[ ! $(mkdir -m 700 -- "$scratch" 2>&1) =~ $no_room ]] || fail disk-full 1 node
    fail scratch 1
fi
exec 9<>"$scratch/lock.new"
flock -n 9 && mv -- "$scratch/lock.new" "$scratch/lock"

home=$scratch/home
if [ -s home ]; then
    home=$(<home)
    [ "$home" != user ] || home=${HOME:-/}
    [ -d "$home" ] || { code=1; fail no-home 1; }
fi

# The slice of this group is a table of its own: LoadData reads every row of what it is given.
mapfile -d '' -t command <command
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
    : >"$log" || { code=1; fail log 1; }
    [ -n "$ended_by" ] || [ ! -s "$results.done" ] || . ./measure.sh
    [ -z "$ended_by" ] || fail "$ended_by" 1
    tidy_up
    sets=$rows
    persist write_record "$own.end" completed '' ''
    discard
    exit 0
fi

# Memory in use is the kernel's own high-water mark of each process of CellProfiler's group, so only what comes after
# the last look is missed.
sample_memory() { # PID
    local pause=0.1 most=0 sum stat line fields key value
    while kill -0 "$1"; do
        sum=0
        for stat in /proc/[0-9]*/stat; do
            line=
            IFS= read -r line <"$stat"
            fields=(${line##*) })
            [ "${fields[2]:-}" = "$1" ] || continue
            while read -r key value _; do
                [ "$key" != VmHWM: ] || sum=$((sum + value))
            done <"${stat%stat}status"
        done
        if [ "$sum" -gt "$most" ]; then
            most=$sum
            echo "$most" >"$scratch/peak.new" && mv -f -- "$scratch/peak.new" "$scratch/peak"
        fi
        sleep "$pause"
        case $pause in
            0.1) pause=0.4 ;;
            0.4) pause=1 ;;
            1) pause=2 ;;
        esac
    done
}

if [ -z "$ended_by" ]; then
    : >"$log" || { code=1; fail log 1; }
    OMP_NUM_THREADS=$threads OPENBLAS_NUM_THREADS=$threads MKL_NUM_THREADS=$threads \
        JAVA_TOOL_OPTIONS="-Xmx${heap}m" HOME=$home TMPDIR=$scratch/tmp \
        "${command[@]}" -t "$scratch/tmp" \
        -o "$results" -d "$scratch/done" "${table[@]}" >>"$log" 2>&1 </dev/null &
    child=$!
    [ -z "$ended_by" ] || end_child "$ended_by" 3
    sample_memory "$child" >/dev/null 2>&1 9>&- &
    sampler=$!
    while :; do
        wait "$child"
        code=$?
        kill -0 "$child" 2>/dev/null || break
    done
    # what CellProfiler started and left behind
    end_group "$child"
    peak=$(cat "$scratch/peak" 2>/dev/null)
    peak=${peak:-0}
fi

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
while IFS= read -r -d '' pattern; do
    found=$(cd -- "$results" && find . -type f -size "+$((smallest - 1))c" -path "./$pattern" -print -quit)
    [ -n "$found" ] || fail expected-files 1
done <expected

! is_occupied || fail occupied 1
[ ! -e measure.sh ] || . ./measure.sh
tidy_up
publish
