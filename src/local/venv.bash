# Makes a part of the tests that is Python packages, in a virtual environment of its own. Sourced, with bash -euo pipefail:
#
#   make_venv NAME WHAT REQUIREMENTS CHECK [DIR]
#
# NAME begins the messages, WHAT stands in them; REQUIREMENTS is a complete list of packages, CHECK is Python that fails
# when one is missing. Sets venv to DIR/venv; answers at once when it is there and of the same list. Exits with 69 where
# something must be installed first, with 64 without DIR.
. "$(dirname -- "${BASH_SOURCE[0]}")/pip.bash"

find_python() {
    local candidate
    for candidate in python3 python3.11 python3.12 python3.13 python3.10; do
        if "$candidate" -c 'import ensurepip, sys, venv; sys.exit(not (3, 10) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
            python=$candidate
            return
        fi
    done
    echo "$1: needs Python 3.10 to 3.13 with venv: on Debian 12 and Ubuntu 22.04 src/local/install installs it" >&2
    exit 69
}

make_venv() {
    local name=$1 what=$2 requirements=$3 check=$4 dir log
    if (($# != 5)); then
        echo "usage: src/local/$name/install DIR" >&2
        exit 64
    fi
    mkdir -p -- "$5"
    dir=$(cd -- "$5" && pwd -P)
    venv=$dir/venv log=$dir/install.log
    cmp -s "$requirements" "$dir/installed" && return
    exec 9>"$dir/lock"
    flock 9
    cmp -s "$requirements" "$dir/installed" && return
    find_python "$name"
    echo "$name: making $what with $python in some seconds; log in $log" >&2
    rm -rf "$venv"
    # --no-deps: the list is complete. --no-compile: most of it is never loaded, and what is, is compiled then.
    if ! { "$python" -m venv "$venv" && trust_the_system &&
        "$venv/bin/python" -m pip -q --disable-pip-version-check install --no-deps --no-compile -r "$requirements" &&
        "$venv/bin/python" -c "$check"; } >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        echo "$name: $what could not be made; the end of $log is above" >&2
        exit 1
    fi
    cp "$requirements" "$dir/installed.new"
    mv "$dir/installed.new" "$dir/installed"
}
