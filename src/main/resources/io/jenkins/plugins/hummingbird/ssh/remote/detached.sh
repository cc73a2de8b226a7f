# A command that continues to run when its connection is closed. Its files are on the local disk of this machine.
# Arguments: ACTION ID PLACE... -- arguments of the action
#   start  SIZE WORD...   runs the words with SIZE bytes of standard input, unless the command was started before
#   poll   OFFSET MOST    prints a line with the state and the size of out, then at most MOST bytes of out from OFFSET.
#                         The states: running; ended with an exit code; lost, if it is gone without an exit code
#   why                   prints the end of err, and reports whether the disk is full
#   end                   ends the command and all processes that it has started, and removes its files, in any state
# The command runs in the folder PLACE/hummingbird-UID/ID, in the first place that is not full. The folder contains
#   input, out, err       standard input, output and error
#   lock                  held by the command and all processes that it starts while they run
#   pid                   its process group; exists if the command was started
#   code                  its exit code, after it has ended. Allocated at the start, because the disk may be full later
#   stopped               the command must not start any more
# Exit codes: 73: all places are full. 75: temporary failure. 77: another user has created the folder in a place.
export LC_ALL=C
umask 077
action=$1 id=$2
shift 2
places=()
while [ "$1" != -- ]; do
    places+=("$1/hummingbird-$(id -u)")
    shift
done
shift

own_folder() { # succeeds for a folder that only this user may enter, and not for a link
    case $(stat -c '%u %a %F' -- "$1" 2>/dev/null) in
        "$(id -u) 700 directory" | "$(id -u) 2700 directory") ;;
        *) return 1 ;;
    esac
}

find_folder() {
    for place in "${places[@]}"; do
        folder=$place/$id
        if own_folder "$place" && cd -- "$folder" 2>/dev/null; then return 0; fi
    done
    return 1
}

has_room() {
    local answer=0
    { printf '%4096s' '' >room; } 2>/dev/null || answer=1
    rm -f -- room
    return "$answer"
}

make_folder() {
    for place in "${places[@]}"; do
        mkdir -m 700 -- "$place" 2>/dev/null
        if [ ! -e "$place" ] && [ ! -L "$place" ]; then continue; fi
        if ! own_folder "$place"; then
            echo "$place on the head node was created by another user, or is accessible to others: remove it" >&2
            exit 77
        fi
        remove_old
        folder=$place/$id
        if mkdir -p -- "$folder" 2>/dev/null && cd -- "$folder"; then
            if has_room; then return 0; fi
            cd / && rm -rf -- "$folder"
        fi
    done
    echo "there is no room left, or no right to write, in ${places[*]}: make room on the machine's own disk" >&2
    exit 73
}

remove_old() { # removes folders that were not modified for a week
    local week=10080 # minutes
    find "$place" -mindepth 1 -maxdepth 1 -type d -mmin "+$week" ! -name "$id" -print0 |
        while IFS= read -r -d '' old; do
            flock -n "$old/lock" rm -rf -- "$old"
        done
}

start() {
    find_folder || make_folder
    [ ! -e pid ] || exit 0
    local size=$1 input
    shift
    input=$(mktemp input.XXXXXX) || full
    cat >"$input" || full
    if [ "$(stat -c %s -- "$input")" != "$size" ]; then
        rm -f -- "$input"
        echo "the connection broke" >&2
        exit 75
    fi
    exec 9>>lock || full
    # a concurrent call may have started it
    if ! flock -w 1 9 || [ -e pid ]; then
        rm -f -- "$input"
        exit 0
    fi
    mv -f -- "$input" input || exit 75
    echo '     ' >code.new || full
    # shellcheck disable=SC2016
    setsid bash -c '
        shift
        echo $$ >pid && [ ! -e stopped ] || exit
        "$@" <input >out 2>err
        printf "%-4s\n" $? 1<>code.new && mv -f -- code.new code
    ' hummingbird "$folder" "$@" </dev/null >/dev/null 2>&1 &
}

full() {
    echo "there is no room left in $folder: make room on the machine's own disk" >&2
    [ "$action" = why ] || { cd / && rm -rf -- "$folder"; }
    exit 73
}

poll() {
    local state=lost size most
    find_folder || { echo "lost 0"; exit 0; }
    if [ ! -s code ] && [ -e lock ]; then
        exec 9<lock
        # wait briefly for the end: the next call comes later than this
        flock -s -w 0.5 9 || state=running
        exec 9<&-
    fi
    [ ! -s code ] || state="ended $(tr -d ' ' <code)"
    size=$(stat -c %s -- out 2>/dev/null || echo 0)
    echo "$state $size"
    # out may have grown since: print no more than the reported size
    most=$((size - $1 < $2 ? size - $1 : $2))
    [ "$most" -le 0 ] || tail -c "+$(($1 + 1))" -- out | head -c "$most"
}

why() {
    find_folder || exit 0
    tail -c 2000 -- err 2>/dev/null
    has_room || full
}

group_lives() {
    local file line state group
    for file in /proc/[0-9]*/stat; do
        read -r line 2>/dev/null <"$file" || continue
        # the name of the program may contain blanks and parentheses
        read -r state _ group _ <<<"${line##*) }"
        if [ "$group" = "$1" ] && [ "$state" != Z ]; then return 0; fi
    done
    return 1
}

signal() { # SIGNAL PID; waits up to five seconds for the end of the process group
    kill "-$1" -- "-$2" 2>/dev/null
    for _ in {1..50}; do
        group_lives "$2" || return 0
        sleep 0.1
    done
    # the user may not signal processes that run by sudo
    sudo -n kill "-$1" -- "-$2" 2>/dev/null
    for _ in {1..20}; do
        group_lives "$2" || return 0
        sleep 0.1
    done
    return 1
}

end() {
    while find_folder; do
        # a command that is being started checks this after it has written pid, so that one of the two sees the other
        : >stopped
        if [ ! -s code ] && [ -s pid ]; then
            local pid
            pid=$(cat pid)
            # the process id may have been reused
            if [ ! -e "/proc/$pid" ] || grep -qzxF -- "$folder" "/proc/$pid/cmdline"; then
                signal TERM "$pid" || signal KILL "$pid" || { echo "process $pid does not end" >&2; exit 75; }
            fi
        fi
        cd / || exit 75
        rm -rf -- "$folder" 2>/dev/null || sudo -n rm -rf -- "$folder" || exit 75
    done
}

"$action" "$@"
