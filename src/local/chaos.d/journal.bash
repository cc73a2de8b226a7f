# How the programs that run in tasks say in the campaign of faults what they do; sourced by them, when they have set id, output
# (the folder that they write into) and journal: a file that no fault touches. Each says there, a line each by one write that
# appends, separated by tabs, times in microseconds since 1970:
#   begin ID TIME OUTPUT TASK FILES JOB RESTARTS NODE   TASK is when the script that runs it was started, FILES how many
#                                                       files OUTPUT held
#   end ID TIME EXIT FILES                              FILES: NAME:BYTES of each, separated by commas
# One that is killed has no end.

journal() {
    local IFS=$'\t'
    printf '%s\n' "$*" >>"$journal"
}

words_of() { # PID
    tr '\0' ' ' <"/proc/$1/cmdline"
} 2>/dev/null

look_at() { # PID; sets parent and started, in ticks since the machine's start
    local line fields
    read -r line <"/proc/$1/stat"
    read -ra fields <<<"${line##*) }"
    parent=${fields[1]} started=${fields[19]}
}

# A subshell of the script has the script's own words.
task_started() {
    local pid=$PPID parent started up
    look_at "$pid"
    while [[ $(words_of "$parent") == "$(words_of "$pid")" ]]; do
        pid=$parent
        look_at "$pid"
    done
    read -r up _ </proc/uptime
    echo $((${EPOCHREALTIME/./} - (10#${up/./} - started) * 10000))
}

say_begin() {
    journal begin "$id" "${EPOCHREALTIME/./}" "$output" "$(task_started)" "$(find "$output" -type f | wc -l)" \
        "${SLURM_JOB_ID:-}" "${SLURM_RESTART_COUNT:-0}" "${SLURMD_NODENAME:-}"
}

say_end() { # CODE
    local files
    files=$(cd "$output" && find . -type f -printf '%P:%s\n' | sort | paste -s -d ,)
    journal end "$id" "${EPOCHREALTIME/./}" "$1" "$files"
}
