# Submits one Slurm array at most once, and prints its id.
# arguments: FOLDER NAME sbatch-word...
# FOLDER keeps the id in job-NAME; a second call prints it again. Tasks may begin while it has the mark open.
# Exit 75: the same call may work later. An sbatch that says no id again and again is not asked for ever.
# sbatch runs in the background: when Slurm has no room it waits by itself for two minutes, and the connection may be
# lost meanwhile. It holds the lock; its exit code and answer are in a file that the next call finds. When that is
# missing, sbatch may have been killed before Slurm heard of it or after: then the queue is searched for the name, and a
# task that has begun has left the id (task.sh).
PATH="$PATH:/opt/slurm/bin"
export LC_ALL=C.UTF-8
folder=$1 name=$2 id=
shift 2

refuse() { # EXIT SENTENCE
    printf '%s\n' "$2" >&2
    exit "$1"
}

# What sbatch said of a call without an id: the same call may work later, but not when that was so MOST times in a row. The
# kind, which ends with the first colon, is compared: what sbatch said itself may have the time in it.
again() { # MOST SENTENCE
    local count=0 known='' kind=${2%%:*}
    { read -r count && IFS= read -r known; } 2>/dev/null <"again-$name"
    [ "$known" = "$kind" ] || count=0
    count=$((count + 1))
    if [ "$count" -ge "$1" ]; then
        rm -f -- "again-$name"
        refuse 1 "$2 ($count times in a row: look at sbatch on the head node, which may be a script of the cluster's own)"
    fi
    printf '%s\n%s\n' "$count" "$kind" >"again-$name"
    refuse 75 "$2"
}

print_id() {
    cat "job-$name" && exit 0
}

in_queue() {
    timeout 25 squeue -h -t all -u "$(id -u)" -n "$name" -o %F | sort -u | head -n 1
}

# sbatch is called only where that it is, and what it answers, can be written.
write_intent() {
    local why
    why=$({ printf '%4096s' '' >"intent-$name.new" && sync "intent-$name.new" &&
        mv -f -- "intent-$name.new" "intent-$name"; } 2>&1) && return
    case $why in
        *"No space left"* | *quota*) refuse 1 "cannot write to $folder: is its file system full?" ;;
    esac
    refuse 75 "cannot write to $folder: ${why##*: }"
}

# The answer is worth some patience: the file system may be away for a moment.
call_sbatch() { # NAME sbatch-word...
    local answer code pause
    echo $$ >sbatch.pid
    # the tasks inherit the user's environment, and read what this names
    [ -z "${HUMMINGBIRD_BASH_ENV-}" ] || export BASH_ENV=$HUMMINGBIRD_BASH_ENV
    unset HUMMINGBIRD_BASH_ENV
    answer=$(sbatch --parsable --job-name="$@" 2>&1)
    code=$?
    for pause in 1 2 4 8 16 32 0; do
        { printf '%s\n%s\n' "$code" "$answer" >"answer-$1.new" && mv -f -- "answer-$1.new" "answer-$1"; } && return
        sleep "$pause"
    done
}

cd -- "$folder" || exit 66
{ exec 9>submit.lock; } 2>/dev/null || write_intent
flock -w 10 9 || refuse 75 "sbatch has not answered yet, or another submission holds $folder/submit.lock"
[ -e open ] || refuse 1 "the submission was cancelled"
[ ! -s "job-$name" ] || print_id

set -o pipefail
if [ ! -e "answer-$name" ]; then
    # an earlier call may have got as far as sbatch and no further
    id=$(in_queue) || refuse 75 "squeue on the head node does not answer"
    if [ -z "$id" ]; then
        write_intent
        setsid bash -c "$(declare -f call_sbatch)"' && call_sbatch "$@"' sbatch "$name" "$@" </dev/null >/dev/null 2>&1 &
        for _ in {1..150}; do
            [ ! -e "answer-$name" ] || break
            sleep 0.1
        done
        [ -e "answer-$name" ] || refuse 75 "sbatch has not answered yet"
    fi
fi
if [ -z "$id" ]; then
    { read -r code && answer=$(cat); } <"answer-$name"
    rm -f -- "answer-$name"
    if [ "$code" -eq 0 ]; then
        # a wrapper of the cluster's own may say something before or after it
        id=$(printf '%s\n' "$answer" | grep -aE '^[0-9]+(;.*)?$' | tail -n 1)
        id=${id%%;*}
    fi
    [ -n "$id" ] || id=$(in_queue) || refuse 75 "squeue on the head node does not answer"
    [ -n "$id" ] || [ ! -s "job-$name" ] || print_id
    if [ -z "$id" ]; then
        case $answer in
            "") again "$([ "$code" -gt 128 ] && echo 20 || echo 5)" "sbatch ended with exit code $code, and said nothing" ;;
            *"Unable to contact"* | *"timed out"* | *"temporarily unable"* | *"Resource temporarily"* | \
                *"Connection refused"* | *"Unexpected message"* | *"Zero Bytes"*) refuse 75 "$answer" ;;
        esac
        [ "$code" -le 128 ] || [ "$code" -gt 192 ] || again 20 "sbatch was ended by signal $((code - 128)): $answer"
        [ "$code" -ne 0 ] || again 5 "sbatch did not say the id of the job, but: $answer"
        refuse 1 "$answer"
    fi
fi
printf '%s\n' "$id" >"job-$name.new" && mv -f -- "job-$name.new" "job-$name" || exit 75
rm -f -- "again-$name"
printf '%s\n' "$id"
