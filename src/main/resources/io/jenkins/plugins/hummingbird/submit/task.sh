#!/bin/bash
# Runs one array task: CellProfiler on one group of image sets.
# arguments: PLAN OFFSET ROUND
#   PLAN    the submission's folder, OUTPUT/.hummingbird/SUBMISSION, absolute
#   OFFSET  added to the array index gives the line of the round's file
#   ROUND   which attempt at the group the submission counts, from 0
# PLAN holds, written by the submission: settings (module, heap, threads, minimum file size), index (a line per group:
# offset, length, rows, folder), round-ROUND (a line per task: number of the group, factor for its memory), header.csv and table.csv (sorted by group) or images.csv and groups (a line per group:
# the value of -g), command and expected (words that each end with NUL).
# Written here: tasks/ (a status record per group, one line), logs/, and the results, which are published as
# OUTPUT/FOLDER, a link to the attempt that counts.
# Exit code: 0 done; CellProfiler's own or 1 when the group failed; 74 when the status could not be written.
set -u
set -m
export LC_ALL=C.UTF-8

plan=$1
read -r task factor < <(sed -n "$((SLURM_ARRAY_TASK_ID + $2)){p;q}" "$plan/round-$3")
attempt=$3.${SLURM_RESTART_COUNT:-0}
submission=${plan##*/}
output=${plan%/.hummingbird/*}
shard=$((task / 1000))
started=$(date +%s)
code=0
sets=0
rows=0

cd -- "$plan" || exit 74
[ ! -e cancelled ] || exit 0
mkdir -p "tasks/$shard" "logs/$shard" || exit 74
record=tasks/$shard/$task
log=$plan/logs/$shard/$task.$attempt.log

# The record is what remains when Slurm has forgotten the task. It is replaced as a whole, and tried again: a full
# disk may have room a moment later.
write_record() { # STATE REASON
    local pause
    for pause in 1 2 4 8 0; do
        if printf '%s\t' "$task" "$attempt" "$1" "$code" "$sets" "$rows" "${SLURMD_NODENAME:-}" \
            "$started" "$(date +%s)" >"$record.$attempt.new" &&
            printf '%s\n' "$2" >>"$record.$attempt.new" &&
            mv -f -- "$record.$attempt.new" "$record"; then
            return 0
        fi
        sleep $pause
    done
    exit 74
}

# An orphan of this task, left running on a node that Slurm gave up, must change nothing any more.
end_if_superseded() {
    [ "$(cut -f 2 "$record" 2>/dev/null)" = "$attempt" ] || exit 1
}

scratch=
killer=
finish() { # STATE REASON EXIT
    [ -z "$killer" ] || kill -- "-$killer" 2>/dev/null
    [ -z "$scratch" ] || rm -rf -- "$scratch"
    end_if_superseded
    write_record "$1" "$2"
    exit "$3"
}

write_record running ''
read -r module heap threads smallest <settings
heap=$((heap * factor))
read -r offset length rows folder < <(sed -n "${task}{p;q}" index)
results=$output/.hummingbird/results/$folder/$submission.$attempt
mkdir -p -- "$results" || { code=1; finish failed results 1; }

node_tmp=${SLURM_TMPDIR:-${TMPDIR:-/tmp}}
rm -rf -- "$node_tmp/hummingbird-$submission-$task."*
scratch=$node_tmp/hummingbird-$submission-$task.$attempt
mkdir -m 700 -- "$scratch" && mkdir -- "$scratch/home" "$scratch/tmp" && : >"$scratch/no-files" ||
    { code=1; finish failed scratch 1; }

# The slice of this group is a table of its own: LoadData reads every row of what it is given.
mapfile -d '' -t command <command
if [ -e groups ]; then
    group=$(sed -n "${task}{p;q}" groups)
    table=(--data-file "$plan/images.csv" -g "$group")
else
    { cat header.csv && tail -c "+$((offset + 1))" table.csv | head -c "$length"; } >"$scratch/images.csv"
    [ "$(stat -c %s "$scratch/images.csv")" -eq $(($(stat -c %s header.csv) + length)) ] ||
        { code=1; finish failed slice 1; }
    table=(--data-file "$scratch/images.csv")
fi

# CellProfiler does not always end by TERM.
child=
ended_by=
end_child() { # REASON SECONDS
    ended_by=$1
    [ -n "$child" ] || return
    kill -TERM -- "-$child" 2>/dev/null
    (sleep "$2" && kill -KILL -- "-$child") 2>/dev/null &
    killer=$!
}
trap 'end_child time-limit 15' USR1
trap 'end_child cancelled 3' TERM

if [ -z "$ended_by" ]; then
    OMP_NUM_THREADS=$threads OPENBLAS_NUM_THREADS=$threads MKL_NUM_THREADS=$threads \
        JAVA_TOOL_OPTIONS="-Xmx${heap}m" HOME=$scratch/home TMPDIR=$scratch/tmp \
        "${command[@]}" --file-list "$scratch/no-files" -t "$scratch/tmp" \
        -o "$results" -d "$scratch/done" "${table[@]}" >"$log" 2>&1 </dev/null &
    child=$!
    while :; do
        wait "$child"
        code=$?
        kill -0 "$child" 2>/dev/null || break
    done
fi
sets=$(sed -nE "s/.*: Image # ([0-9]+), module [A-Za-z0-9_]+ # $module: .*/\1/p" "$log" | sort -un | wc -l)

# Neither exit code 0 nor "Complete" in the done-file proves that any image was looked at.
if [ -n "$ended_by" ]; then
    finish failed "$ended_by" 1
elif [ "$code" -ne 0 ]; then
    finish failed exit "$code"
elif [ "$(cat "$scratch/done" 2>/dev/null)" != Complete ]; then
    finish failed done-file 1
elif [ "$sets" -ne "$rows" ]; then
    finish failed image-sets 1
fi
while IFS= read -r -d '' pattern; do
    found=$(cd -- "$results" && find . -type f -size "+$((smallest - 1))c" -path "./$pattern" -print -quit)
    [ -n "$found" ] || finish failed expected-files 1
done <expected

end_if_superseded
link=$output/$folder
if [ -e "$link" ] && [ ! -L "$link" ]; then
    finish failed occupied 1
fi
ln -s -- ".hummingbird/results/$folder/$submission.$attempt" "$record.$attempt.link" &&
    mv -T -f -- "$record.$attempt.link" "$link" || finish failed publish 1
finish completed '' 0
