# Defines array_queue, which prints the tasks of some arrays of this user by one squeue, whatever their number.
# array_queue SECONDS; on standard input a line JOB:NAME for each array
#   SECONDS  how long squeue may take
# Prints a line, or some, for all tasks of an array that Slurm says the same of: JOB TASKS STATE STATUS, TASKS as in 1,4-9. The
# state of a task that waits has a plus and the reason at its end, without the names of nodes; that of a task whose nodes are being
# started the word CONFIGURING.
# An ended task is among them as long as Slurm knows it. An array is found by its id and its name together: a controller that
# crashed gives the id of a job it lost to the next one. When Slurm does not answer the exit code is not 0, and standard
# error has the reason.
array_queue() {
    local PATH="$PATH:/opt/slurm/bin" LC_ALL=C SLURM_BITSTR_LEN=0 answer code
    export LC_ALL SLURM_BITSTR_LEN
    # what the user's own environment asks squeue to leave out
    unset "${!SQUEUE_@}"
    # A width of 0 cuts nothing. --local spares a request, and -a is for hidden partitions.
    answer=$(timeout "$1" squeue --local -a -h -t all -u "$EUID" \
        -O 'ArrayJobID:0 ,ArrayTaskID:0 ,State:0 ,exit_code:0 ,Name:0 ,Reason:0' 2>&1)
    code=$?
    if [ "$code" -ne 0 ]; then
        [ "$code" -ne 124 ] || answer="squeue did not answer within $1 s"
        printf '%s\n' "$answer" >&2
        return "$code"
    fi
    awk '
        # Slurm writes reasons with blanks or without, and appends what differs from task to task, such as names of nodes.
        FNR == NR { asked[$1]; next }
        NF >= 5 && $2 ~ /^[0-9]/ && ($1 ":" $5) in asked {
            sub(/%.*/, "", $2)
            reason = $6
            for (i = 7; i <= NF; i++) {
                reason = reason "_" $i
            }
            sub(/[,(:].*/, "", reason)
            if ($3 == "CONFIGURING") {
                reason = $3
            }
            if ($3 !~ /^(RUNNING|COMPLET|FAILED|TIMEOUT|CANCELLED|OUT_OF_MEMORY|NODE_FAIL)/ && reason != "None") {
                $3 = $3 "+" substr(reason, 1, 100)
            }
            alike = $1 " " $3 " " $4
            tasks[alike] = tasks[alike] "," $2
            # a text that grows for ever takes longer and longer
            if (++lines[alike] % 500 == 0) {
                say(alike)
            }
        }
        function say(alike,    field) {
            split(alike, field, " ")
            print field[1], substr(tasks[alike], 2), field[2], field[3]
            tasks[alike] = ""
        }
        END {
            for (alike in tasks) {
                if (tasks[alike] != "") {
                    say(alike)
                }
            }
        }' - <(printf '%s\n' "$answer")
}
