# A command that goes on when the connection, or whoever started it, is gone. Its files are on this machine's own disk.
# arguments: ACTION ID PLACE... -- what the action takes
#   start  SIZE WORD...   runs the words with SIZE bytes of standard input, unless they were started before
#   poll   OFFSET MOST    prints a line of the state and the size of out, then the bytes of out from OFFSET, MOST at most.
#                         The states: running; ended with an exit code; lost, when it is gone without one
#   why                   prints the end of err, and says whether the disk is full
#   end                   ends it with all that it has started, and removes its files; whatever was done before
# PLACE/hummingbird-UID/ID, in the first place where there is room, is the folder where it runs and that holds
#   input, out, err       its standard input, output and error
#   lock                  held by it, and by all that it starts, for as long as it runs
#   pid                   its process, which is a group, and the mark that it was started
#   code                  its exit code, once it has ended. Room is taken for it at the start: the disk may be full then
#   stopped               it is not to begin any more
# Exit 73: no place has room. 75: the same call may work later. 77: somebody else has made the folder in a place.
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

ours() { # whether a folder is one, and nobody else may enter it: a link has a type of its own
    case $(stat -c '%u %a %F' -- "$1" 2>/dev/null) in
        "$(id -u) 700 directory" | "$(id -u) 2700 directory") ;;
        *) return 1 ;;
    esac
}

find_folder() {
    for place in "${places[@]}"; do
        folder=$place/$id
        if ours "$place" && cd -- "$folder" 2>/dev/null; then return 0; fi
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
        if ! ours "$place"; then
            echo "$place on the head node is no folder of $(id -un) alone: somebody else has made it; remove it" >&2
            exit 77
        fi
        sweep
        folder=$place/$id
        if mkdir -p -- "$folder" 2>/dev/null && cd -- "$folder"; then
            if has_room; then return 0; fi
            cd / && rm -rf -- "$folder"
        fi
    done
    echo "there is no room left, or no right to write, in ${places[*]}: make room on the machine's own disk" >&2
    exit 73
}

sweep() { # what was left behind for a week
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
    # another call may have been faster
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
        # most ends are worth waiting for: the next call comes later than this
        flock -s -w 0.5 9 || state=running
        exec 9<&-
    fi
    [ ! -s code ] || state="ended $(tr -d ' ' <code)"
    size=$(stat -c %s -- out 2>/dev/null || echo 0)
    echo "$state $size"
    # it may have grown since, and what comes is to be of that size
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
        # the name of the program may hold blanks and brackets
        read -r state _ group _ <<<"${line##*) }"
        if [ "$group" = "$1" ] && [ "$state" != Z ]; then return 0; fi
    done
    return 1
}

signal() { # SIGNAL PID; waits for five seconds
    kill "-$1" -- "-$2" 2>/dev/null
    for _ in {1..50}; do
        group_lives "$2" || return 0
        sleep 0.1
    done
    # what runs by sudo does not obey its user
    sudo -n kill "-$1" -- "-$2" 2>/dev/null
    for _ in {1..20}; do
        group_lives "$2" || return 0
        sleep 0.1
    done
    return 1
}

end() {
    while find_folder; do
        # one that is being started looks for this when its process is known, so that one of the two sees the other
        : >stopped
        if [ ! -s code ] && [ -s pid ]; then
            local pid
            pid=$(cat pid)
            # the number may have been given to somebody else's process since
            if [ ! -e "/proc/$pid" ] || grep -qzxF -- "$folder" "/proc/$pid/cmdline"; then
                signal TERM "$pid" || signal KILL "$pid" || { echo "process $pid does not end" >&2; exit 75; }
            fi
        fi
        cd / || exit 75
        rm -rf -- "$folder" 2>/dev/null || sudo -n rm -rf -- "$folder" || exit 75
    done
}

"$action" "$@"
