# Lets CellProfiler read a pipeline and prints what it says, as read-pipeline.py describes it. That is kept in
# OUTPUT/.hummingbird/readings, for the same pipeline, CellProfiler and plugins, unless something is wrong with it. When
# CellProfiler cannot be asked, prints
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
trap '[ -z "$work" ] || rm -rf -- "$work"' EXIT
mkdir -p -- "$readings" || unread "$readings cannot be made"
pipeline=$(mktemp -d -- "$readings/reading.XXXXXX") || unread "there is no room in $readings"
work=$pipeline
pipeline=$work/pipeline.cppipe
cat >"$pipeline" && printf '%s' "$reader" >"$work/read-pipeline.py" && mkdir -- "$work/home" "$work/output" ||
    unread "there is no room in $readings"
key=$({
    printf '%s\0' "$reader" "$images" "$plugins" "$home" "$@"
    software "$@" 2>/dev/null
    cat -- "$pipeline"
} | sha256sum)
key=$readings/${key%% *}

if [ ! -s "$key" ]; then
    case $home in
        '') home=$work/home ;;
        user) home=${HOME:-/} ;;
    esac
    # the last word of the program is for the finder's own command
    # shellcheck disable=SC2016
    HOME=$home OMP_NUM_THREADS=1 timeout -k 10 "$longest" nice -n 5 "${launcher[@]}" \
        sh -c "$finder"'
            find_python "$1" || exit 66
            shift
            exec "$python" "$@"
        ' sh "$command" "$work/read-pipeline.py" "$pipeline" "$images" "$plugins" "$work/output" "$work/answer" \
        </dev/null >"$work/log" 2>&1
    code=$?
    if [ "$code" -eq 124 ] || [ "$code" -eq 137 ]; then
        unread "it took more than $longest s"
    elif [ ! -s "$work/answer" ] || [ "$(tail -n 1 -- "$work/answer")" != end ]; then
        unread "exit code $code: $(grep -av '^[[:space:]]*$' -- "$work/log" | tail -n 1 | head -c 300 | tr '\t' ' ')"
    elif [ "$(stat -c %s -- "$work/answer")" -gt "$largest" ]; then
        unread "its answer has more than $largest bytes"
    fi
    if grep -q '^error' -- "$work/answer"; then
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
