# One execution of an array task: what task.sh and tables.sh have in common. They source it in PLAN, the folder of the round's
# file and the records, where publish.sh is, too, and call begin, take_attempt, make_results, make_scratch, run_program, and
# at the end fail or publish. Where the folder has the file s3, s3.sh is there, too.

started=$(date +%s)
code=0
sets=0
rows=0
peak=0
fetched=0
uploaded=0
s3_url= # that the results are copied to; empty where they are not

scratch=
results=
child=
sampler=
killer=
ended_by=

end_group() { # PID
    [ -z "$1" ] || kill -KILL -- "-$1" 2>/dev/null
}

# Not every program ends by TERM. The first reason is the one that counts: at the time limit, TERM follows.
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

# shellcheck source=publish.sh
. ./publish.sh || exit 76

# Finds the task's line of the round's file; ends at once when tasks are not to begin any more.
begin() { # PLAN OFFSET ROUND, see task.sh
    plan=$1
    round=$3
    read -r task factor < <(sed -n "$((SLURM_ARRAY_TASK_ID + $2)){p;q}" "round-$round")
    [ -n "${factor:-}" ] || exit 76
    output=${plan%/.hummingbird/*}
    submission=${plan#"$output/.hummingbird/"}
    submission=${submission%%/*}
    shard=$((task / 1000))
    record=tasks/$shard/$task
    is_open || exit 0
    # shellcheck source=s3.sh
    [ ! -e s3 ] || . ./s3.sh || exit 76
}

# The record of an execution of this round that Slurm requeued stays, for requeued-records.sh: it took its time, too. This is not
# worth failing for.
keep_requeued() {
    [[ $recorded != "$round".* ]] || ln -T -- "$record" "$record.$recorded.requeued" 2>/dev/null
}

# Makes the record of this execution, when keep, folder and digest are known.
take_attempt() { # [REASON], see task.sh
    local job
    link=$output/$folder
    persist mkdir -p "tasks/$shard" "logs/$shard"
    ! is_completed || exit 0
    # sbatch may have been killed before it said the id of the array, see submit-array.sh
    job=job-${SLURM_JOB_NAME:-}
    if [[ $job == job-hummingbird-* && ! -s $job ]]; then
        echo "$SLURM_ARRAY_JOB_ID" >"$job.$task" && mv -f -- "$job.$task" "$job"
    fi
    persist reserve
    log=$plan/logs/$shard/$task.$attempt.log
    keep_requeued
    persist write_record "$own.new" running '' ''
    ended_by=${ended_by:-${1:-}}
    [ ! -e "$record.published" ] || adopt
    [ -z "${1:-}" ] || fail "$1" 1
    [ -n "${keep:-}" ] && [ -n "${folder:-}" ] || { code=1; fail plan 1; }
}

make_results() {
    mkdir -p -- "${results%/*}" && mkdir -- "$results" || { code=1; fail results 1; }
}

node_tmp=${SLURM_TMPDIR:-${TMPDIR:-/tmp}}
no_room='No space left on device|Disk quota exceeded|database or disk is full'
no_memory='^([A-Za-z_.]*MemoryError(:|$)|.*java\.lang\.OutOfMemoryError|.*Out of Memory Error: )'

is_full() { # FOLDER
    local probe=$1/hummingbird-$submission-$task.$attempt.probe message
    message=$( { head -c 16384 /dev/zero >"$probe"; } 2>&1)
    rm -f -- "$probe"
    [[ $message =~ $no_room ]]
}

# Looks for a cause that only one kind of task has; sets reason and detail where it finds one.
find_own_cause() {
    :
}

# A full disk and too little memory have many faces, and the log that would tell may be on the full disk itself.
find_cause() { # REASON DETAIL; sets reason and detail
    local line
    reason=$1 detail=$2
    case $reason in
        '' | time-limit | not-begun | cancelled | occupied | disk-full) return ;;
        object-missing | object-changed | object-denied | no-s3-client) return ;;
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
    elif [ "$code" -eq 137 ] || grep -qaE "$no_memory" "$log" 2>/dev/null; then
        reason=memory detail=
    else
        find_own_cause
    fi
}

most_bytes=700 # of a text in the record

shorten() { # TEXT CHARACTERS; sets detail
    local bytes
    detail=${1//[[:cntrl:]]/ }
    detail=${detail:0:$2}
    while bytes=$(printf %s "$detail" | wc -c) && [ "$bytes" -gt "$most_bytes" ]; do
        detail=${detail:0:${#detail}-10}
    done
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

make_scratch() { # FOLDER..., made in it
    sweep 2>/dev/null
    scratch=$node_tmp/hummingbird-$submission-$task.$attempt
    if ! { mkdir -m 700 -- "$scratch" && mkdir -- "${@/#/$scratch/}" && : >"$scratch/lock.new"; }; then
        code=1
        [ -d "$scratch" ] || [[ ! $(mkdir -m 700 -- "$scratch" 2>&1) =~ $no_room ]] || fail disk-full 1 node
        fail scratch 1
    fi
    exec 9<>"$scratch/lock.new"
    flock -n 9 && mv -- "$scratch/lock.new" "$scratch/lock"
}

# Memory in use is the kernel's own high-water mark of each process of the program's group, so only what comes after
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

begin_log() {
    : >>"$log" || { code=1; fail log 1; }
}

# Waits for the end of child; sets code. A signal ends the waiting, but not the child.
await_child() {
    [ -z "$ended_by" ] || end_child "$ended_by" 3
    while :; do
        wait "$child"
        code=$?
        kill -0 "$child" 2>/dev/null || break
    done
    # what it started and left behind
    end_group "$child"
}

# Runs the program that the task is for, unless the task was ended before; sets code and peak.
run_program() { # WORD...
    [ -z "$ended_by" ] || return
    begin_log
    "$@" >>"$log" 2>&1 </dev/null &
    child=$!
    sample_memory "$child" >/dev/null 2>&1 9>&- &
    sampler=$!
    await_child
    peak=$(cat "$scratch/peak" 2>/dev/null)
    peak=${peak:-0}
}
