#!/bin/bash
# Runs one array task that has several groups: task.sh for one after the other.
# arguments: PLAN OFFSET ROUND COUNT SIZE
#   PLAN, OFFSET and ROUND as for task.sh
#   COUNT   how many groups a task has; the last one of an array may have fewer
#   SIZE    how many lines of the round's file belong to the array
# Exit code: 0 when all groups are completed, otherwise the last one that task.sh ended with and that is not 0.
set -u
plan=$1 offset=$2 round=$3 count=$4 size=$5
first=$(((SLURM_ARRAY_TASK_ID - 1) * count + 1))
last=$((first + count - 1 < size ? first + count - 1 : size))
code=0
ended=
signal=
child=

# Slurm signals this process alone. What has not begun by then is to have a record all the same.
pass_on() { # SIGNAL REASON
    ended=${ended:-$2}
    signal=$1
    [ -z "$child" ] || kill "-$1" "$child" 2>/dev/null
}
trap 'pass_on USR1 not-begun' USR1
trap 'pass_on TERM cancelled' TERM

[ -r "$plan/task.sh" ] || exit 76
for ((line = offset + first; line <= offset + last; line++)); do
    reason=$ended
    SLURM_ARRAY_TASK_ID=$line bash "$plan/task.sh" "$plan" 0 "$round" "$reason" &
    child=$!
    # a signal may have come between these lines
    [ "$ended" = "$reason" ] || kill "-$signal" "$child" 2>/dev/null
    # a signal ends the waiting, but not the task
    while :; do
        wait "$child"
        status=$?
        kill -0 "$child" 2>/dev/null || break
    done
    child=
    [ "$status" -eq 0 ] || code=$status
done
exit "$code"
