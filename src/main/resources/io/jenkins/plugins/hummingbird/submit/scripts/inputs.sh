# Looks at files. Standard input is their paths, each with a NUL at its end, compressed by gzip; so is the answer:
#   a line that changes when the software of the tasks does, as far as that can be seen from here
#   a line for each path, in the same order: size in bytes and seconds since 1970; or why there is none
# arguments: PLUGINS COMMAND HOME
#   PLUGINS may be empty; COMMAND is what starts CellProfiler; HOME is that of the tasks: empty for one of their own, user for
#   that of this user, or a folder. The first line ends with home-too-large when it has more files than are looked at
set -o pipefail
export LC_ALL=C
plugins=$1 command=$2 home=$3 most=20000

software() {
    local path real
    [ -z "$plugins" ] || find -H "$plugins" -name __pycache__ -prune -o -type f -printf '%P\t%s\t%Ts\n' | sort
    if path=$(command -v -- "$command"); then
        real=$(readlink -f -- "$path")
        stat -c '%n %s %Y' -- "$real"
        for path in "$path" "$real"; do
            ls -d -- "${path%/*}"/../lib/python3*/{site,dist}-packages/cellprofiler*-info 2>/dev/null
        done
    fi
    # what ParallelCluster's head node knows of the AMIs
    grep -h CustomAmi /opt/parallelcluster/shared/cluster-config.yaml 2>/dev/null
}

# Models that plugins keep in the tasks' home, such as ~/.cellpose/models. Of the user's own home only hidden folders count;
# what programs keep there for themselves, as caches and settings, changes with each run. Names are looked at from the home
# on: it may lie in such a folder itself.
models() {
    local folder
    case $home in
        '') return ;;
        user)
            cd -- "${HOME:-/}" || return
            for folder in ./.[!.]*/; do set -- "$@" "${folder%/}"; done
            ;;
        *)
            cd -- "$home" || return
            set -- .
            ;;
    esac
    find -H "$@" -xdev \( -type d \( -name __pycache__ -o -name .git -o -name .ssh -o -name .config -o -name .java \
        -o -name .local -o -name .conda -o -name .npm -o -name .nv -o -name .fontconfig -o -name '.vscode*' \
        -o -path '*/.cache/*' ! -name torch ! -name huggingface ! -path '*/.cache/*/*' \) \) -prune \
        -o -path '*/.cache/*' ! -path '*/.cache/*/*' -o -type f -printf '%p\t%s\t%Ts\n' 2>/dev/null |
        head -n "$((most + 1))" | sort
}
models=$(models 2>/dev/null)
too_large=
[ "$(wc -l <<<"$models")" -le "$most" ] || too_large=home-too-large

{
    { software 2>/dev/null; [ -z "$models" ] || printf '%s\n' "$models"; } | sha256sum | sed "s/\$/$too_large/"
    # A complaint is a line, too, whatever is in the name. To get it in its place takes a write for each file, so only
    # some hundred files at once are asked for in that way, and only when one of them is missing.
    gunzip -c | xargs -0 -r bash -c '
        states=$(stat -L -c "%s %Y" -- "$@" 2>/dev/null) && echo "$states" || stdbuf -oL stat -L -c "%s %Y" -- "$@" 2>&1
    ' stat
} | gzip -c -1
# that a file is not there is an answer; one that cannot be written is none
exit "${PIPESTATUS[1]}"
