# The daemons of a head node: how each is started, found, known to be ready, and ended. Read by head-node; $dir is its
# folder.
#
# No pid files: a pid may belong to somebody else by now. Each daemon is told on its command line to use a file below
# $dir, so the process table itself says which are ours, also after a kill or an interrupted start.
# shellcheck shell=bash disable=SC2034,SC2154 # variables of head-node

parts=(sshd slurmctld slurmd slurmstepd munged)
# Seconds for a part to come up, on a machine that is busy, too: one that has ended is not waited for. And to end after a
# SIGTERM.
patience=120
patience_at_end=20
declare -A launched=()

# Prints the names of the nodes, parted by blanks.
node_names() {
    sed -n 's/^NodeName=\([^ ]*\) .*/\1/p' "$dir/slurm/slurm.conf" | paste -s -d ' '
}

launch() {
    local command node
    case $1 in
        slurmd)
            for node in $(node_names); do launch "$node"; done
            return
            ;;
        # --force: accept a socket below a folder that others may write to, such as one in /tmp.
        munged) command=(munged --foreground --force --key-file="$dir/munge/key" --socket="$dir/munge/socket"
            --pid-file="$dir/munge/pid" --seed-file="$dir/munge/seed") ;;
        slurmctld) command=(slurmctld -D -f "$dir/slurm/slurm.conf") ;;
        node*) command=(slurmd -D -N "$1" -f "$dir/slurm/slurm.conf") ;;
        # sshd starts itself again for each connection, and for that wants its absolute path.
        sshd) command=("$(command -v sshd)" -D -f "$dir/ssh/sshd_config" -E "$dir/log/sshd") ;;
    esac
    if [[ $1 == sshd ]] && ((EUID == 0)); then [[ -d /run/sshd ]] || mkdir -m 755 /run/sshd; fi
    # In a session of its own, so that a Ctrl-C at the terminal does not reach it, and with no descriptor of the caller,
    # so that nobody who reads this script's output waits for a daemon to end.
    (
        export HUMMINGBIRD_HEAD_NODE=$dir SLURM_CONF=$dir/slurm/slurm.conf TMPDIR=$dir/tmp
        cd /
        exec setsid "${command[@]}" </dev/null >>"$dir/log/$1.out" 2>&1 9>&-
    ) &
    launched[$1]=$!
}

is_ready() {
    case $1 in
        munged) munge -n -S "$dir/munge/socket" ;;
        slurmctld) "$dir/slurm/bin/scontrol" ping | grep 'is UP' ;;
        node*) "$dir/slurm/bin/sinfo" -h -n "$1" -o %t | grep -Ex 'idle|mix|alloc|comp' ;;
        sshd) log_in ;;
    esac
}

# With the test's key and host key alone: nothing of the user's own SSH configuration.
log_in() {
    local port
    port=$(sed -n 's/^Port //p' "$dir/ssh/sshd_config")
    ssh -F none -o BatchMode=yes -o ConnectTimeout=2 -o IdentitiesOnly=yes -o StrictHostKeyChecking=yes \
        -o UserKnownHostsFile="$dir/ssh/known_hosts" -o GlobalKnownHostsFile=none \
        -i "$dir/keys/ed25519" -p "$port" 127.0.0.1 true
}

# Waits until a launched part does its work; fails when it ended, or does not within $patience seconds.
await() {
    local deadline=$((SECONDS + patience)) node
    if [[ $1 == slurmd ]]; then
        for node in $(node_names); do await "$node" || return; done
        return
    fi
    until is_ready "$1" >/dev/null 2>&1 </dev/null; do
        ((SECONDS < deadline)) && is_alive "${launched[$1]}" || return 1
        sleep 0.1
    done
}

# Reads the parent of a process; fails when there is no such process. A zombie is none: who adopts it may never bury it.
look_at() {
    local line fields
    { read -r line <"/proc/$1/stat"; } 2>/dev/null || return 1
    # The name, in parentheses, may hold anything; state and parent come after the last of these.
    read -ra fields <<<"${line##*) }"
    parent=${fields[1]}
    [[ ${fields[0]} != [ZX] ]]
}

is_alive() {
    local parent
    look_at "$1"
}

# Prints the pids of a part's own processes; of slurmstepd, those of one node if a second argument names it.
pids_of() {
    local proc name line mark command=$1
    case $1 in
        node*) command=slurmd mark=" -N $1 -f $dir/slurm/slurm.conf " ;;
        munged) mark=" --socket=$dir/munge/socket " ;;
        slurmctld | slurmd) mark=" -f $dir/slurm/slurm.conf " ;;
        sshd) mark=" -f $dir/ssh/sshd_config " ;;
    esac
    for proc in /proc/[0-9]*; do
        { read -r name <"$proc/comm"; } 2>/dev/null || continue
        [[ $name == "$command" ]] || continue
        if [[ $command == slurmstepd ]]; then
            # It hides its arguments and leaves its parent; but it writes to slurmd's log.
            [[ $(readlink "$proc"/fd/* 2>/dev/null)$'\n' == *"$real_dir/log/slurmd-${2:+$2$'\n'}"* ]] || continue
        else
            line=" $(tr '\0' ' ' 2>/dev/null <"$proc/cmdline") " || continue
            [[ $line == *"$mark"* ]] || continue
        fi
        is_alive "${proc#/proc/}" && echo "${proc#/proc/}"
    done
    return 0
}

# Prints the pids given and those of all their descendants.
with_descendants() {
    local -A children=()
    local proc pid parent queue=("$@")
    (($#)) || return 0
    for proc in /proc/[0-9]*; do
        pid=${proc#/proc/}
        look_at "$pid" && children[$parent]+=" $pid"
    done
    while ((${#queue[@]})); do
        pid=${queue[0]}
        echo "$pid"
        # shellcheck disable=SC2206 # a list of pids
        queue=("${queue[@]:1}" ${children[$pid]:-})
    done
}

# Prints the pids of a part and, for sshd, of the processes that serve its sessions. What the sessions run is not among
# them: it outlives a connection that breaks.
family_of() {
    local pid name
    # shellcheck disable=SC2046 # a list of pids
    for pid in $(with_descendants $(pids_of "$1")); do
        { read -r name <"/proc/$pid/comm"; } 2>/dev/null && [[ $name == "$1"* ]] && echo "$pid"
    done
    return 0
}

send() {
    (($# < 2)) || kill "-$1" "${@:2}" 2>/dev/null || true
}

# Ends processes by a signal, by SIGKILL when they take too long, and waits until they are gone.
end_pids() {
    local deadline=$((SECONDS + patience_at_end)) signal=$1 pid left
    send "$signal" "${@:2}"
    send CONT "${@:2}"
    while :; do
        left=()
        for pid in "${@:2}"; do
            if is_alive "$pid"; then left+=("$pid"); fi
        done
        ((${#left[@]})) || return 0
        ((SECONDS < deadline)) || send KILL "${left[@]}"
        sleep 0.05
    done
}

# Ends a node as a machine that is gone: nobody is left there to say how a task ended.
kill_node() {
    local pids found
    # shellcheck disable=SC2046 # a list of pids
    send STOP $(pids_of "$1")
    mapfile -t pids < <(pids_of "$1" && pids_of slurmstepd "$1")
    end_pids KILL "${pids[@]}"
    while mapfile -t found < <(tasks_of "$1") && ((${#found[@]})); do end_pids KILL "${found[@]}"; done
}

# Prints the pids of the tasks on a node.
tasks_of() {
    local tasks pid
    mapfile -t tasks < <(grep -lsazxF "SLURMD_NODENAME=$1" /proc/[0-9]*/environ)
    grep -lsazxF "SLURM_CONF=$dir/slurm/slurm.conf" "${tasks[@]}" </dev/null | while IFS=/ read -r _ _ pid _; do
        ! is_alive "$pid" || echo "$pid"
    done
}

end() {
    local pids
    # shellcheck disable=SC2046 # a list of pids
    if [[ $2 == sshd ]]; then
        # A listener that is stopped accepts no session between this look and the kill.
        send STOP $(pids_of sshd)
    fi
    mapfile -t pids < <(family_of "$2")
    end_pids "$1" "${pids[@]}"
}

# Prints the pids of what jobs and SSH sessions run: what slurmstepd started, what has this head node's variable, and
# what Slurm started with a clean environment.
work() {
    local pid jobs
    # shellcheck disable=SC2046 # a list of pids
    with_descendants $(pids_of slurmstepd)
    mapfile -t jobs < <(grep -lsaz '^SLURM_JOB_ID=' /proc/[0-9]*/environ)
    {
        grep -lsazxF "HUMMINGBIRD_HEAD_NODE=$dir" /proc/[0-9]*/environ || true
        grep -lsazxF "SLURM_CONF=$dir/slurm/slurm.conf" "${jobs[@]}" </dev/null || true
    } | while IFS=/ read -r _ _ pid _; do
        ! is_alive "$pid" || echo "$pid"
    done
}

stop_parts() {
    local part sessions found
    rm -f "$dir/head-node.properties"
    # shellcheck disable=SC2046 # a list of pids
    mapfile -t sessions < <(with_descendants $(pids_of sshd))
    for part in sshd slurmctld slurmd munged; do end TERM "$part"; done
    send KILL "${sessions[@]}" "${launched[@]}"
    # Jobs may start more while they are being ended.
    while mapfile -t found < <(work) && ((${#found[@]})); do end_pids KILL "${found[@]}"; done
}
