# Lets CellProfiler read a pipeline and prints what it says, as read-pipeline.py describes it. That is kept in
# OUTPUT/.hummingbird/readings, for the same pipeline, CellProfiler and plugins, unless something is wrong with it, or a home
# is given: a plugin may look at what is in it. When CellProfiler cannot be asked, prints
#   unread WORDS   separated by a tab
# arguments: FINDER READER OUTPUT IMAGES PLUGINS HOME WORD...
#   FINDER is the text of find-python.sh, READER that of read-pipeline.py; IMAGES and PLUGINS may be empty; HOME is that of
#   the tasks: empty for one of its own, user for that of the environment, or a folder; the last WORD is CellProfiler's
#   command, those before it start it
# standard input: the pipeline
export LC_ALL=C.UTF-8
finder=$1 reader=$2 output=$3 images=$4 plugins=$5 home=$6
shift 6
launcher=("${@:1:$#-1}")
command=${!#}
readings=$output/.hummingbird/readings
longest=300 # seconds
largest=$((16 << 20)) # bytes
longest_log=$((1 << 20)) # bytes
kept=60 # days

unread() {
    printf 'unread\t%s\n' "$*"
    exit 0
}

eval "$finder"
python=
[ ${#launcher[@]} -gt 0 ] || find_python "$command" || unread "no Python of $command is found"

# what a later answer may differ by
software() {
    local word path
    for word in "$@" "$python"; do
        path=$(command -v -- "$word") && stat -L -c '%n %s %Y' -- "$path"
        [[ $word != /* ]] || stat -L -c '%n %s %Y' -- "$word"
    done
    [ -z "$python" ] || ls -d -- "${python%/*}"/../lib/python3*/{site,dist}-packages/cellprofiler*-info
    [ -z "$plugins" ] || find -H "$plugins" -name __pycache__ -prune -o -type f -printf '%P\t%s\t%Ts\n' | sort
}

work=
child=

end_child() {
    [ -z "$child" ] || kill -KILL -- "-$child" 2>/dev/null
    child=
}
trap 'end_child; [ -z "$work" ] || rm -rf -- "$work"' EXIT
mkdir -p -- "$readings" || unread "$readings cannot be made"
pipeline=$(mktemp -d -- "$readings/reading.XXXXXX") || unread "there is no room in $readings"
work=$pipeline
pipeline=$work/pipeline.cppipe
cat >"$pipeline" && printf '%s' "$reader" >"$work/read-pipeline.py" && mkdir -- "$work/home" "$work/output" ||
    unread "there is no room in $readings"
key=$({
    printf '%s\0' "$reader" "$images" "$plugins" "$@"
    software "$@" 2>/dev/null
    cat -- "$pipeline"
} | sha256sum)
key=$readings/${key%% *}

if [ -n "$home" ] || [ ! -s "$key" ]; then
    own_home=$home
    case $home in
        '') own_home=$work/home ;;
        user) own_home=${HOME:-/} ;;
    esac
    # What a plugin prints for ever, or leaves behind, neither fills the disk nor is waited for.
    exec 3> >(exec >"$work/log" 2>/dev/null; head -c "$longest_log"; exec cat >/dev/null)
    logger=$!
    {
        # when memory runs out, this goes, and not what serves the cluster
        { echo 1000 >/proc/self/oom_score_adj; } 2>/dev/null
        # timeout makes a group of its own; the last word of the program is for the finder's own command
        # shellcheck disable=SC2016
        HOME=$own_home OMP_NUM_THREADS=1 exec timeout -k 10 "$longest" nice -n 5 "${launcher[@]}" \
            sh -c "$finder"'
                find_python "$1" || exit 66
                shift
                exec "$python" "$@"
            ' sh "$command" "$work/read-pipeline.py" "$pipeline" "$images" "$plugins" "$work/output" "$work/answer" \
            "$largest"
    } </dev/null >&3 2>&1 3>&- &
    child=$!
    exec 3>&-
    wait "$child"
    code=$?
    end_child
    for _ in {1..20}; do
        kill -0 "$logger" 2>/dev/null || break
        sleep 0.1
    done
    if [ "$code" -eq 124 ] || [ "$code" -eq 137 ]; then
        unread "it took more than $longest s"
    elif [ "$(stat -c %s -- "$work/answer" 2>/dev/null || echo 0)" -gt "$largest" ]; then
        unread "its answer has more than $largest bytes"
    elif [ ! -s "$work/answer" ] || [ "$(tail -n 1 -- "$work/answer")" != end ]; then
        unread "exit code $code: $(grep -av '^[[:space:]]*$' -- "$work/log" | tail -n 1 | head -c 300 | tr '\t' ' ')"
    fi
    if [ -n "$home" ] || grep -q '^error' -- "$work/answer"; then
        # what is missing may be brought
        cat -- "$work/answer"
        exit 0
    fi
    mv -f -- "$work/answer" "$key" || unread "there is no room in $readings"
fi
cat -- "$key"
touch -c -- "$key"
find "$readings" -mindepth 1 -maxdepth 1 -mtime "+$kept" -exec rm -rf -- {} +
exit 0
