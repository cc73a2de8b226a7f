# Finds the Python that merges tables, on a node and on the head node; find-python.sh comes before this.

# Prints the version of a Python, and that of its DuckDB where that is wanted and there. Exit code: 3 when it is too old.
tables_probe='
import sys
found = ["%d.%d.%d" % sys.version_info[:3]]
if len(sys.argv) > 1:
    try:
        import duckdb
        found.append(duckdb.__version__)
    except Exception:
        pass
print(" ".join(found))
sys.exit(0 if sys.version_info >= (3, 6) else 3)
'

tables_probe_seconds=60 # on a file system that many nodes read at once

# Whether a Python can merge tables. The first that can make those that need no DuckDB becomes tables_python, unless a better
# one is found.
try_tables_python() { # DUCKDB WORD...
    local duckdb=$1 versions code why
    shift
    # shellcheck disable=SC2086
    versions=$(timeout "$tables_probe_seconds" "$@" -c "$tables_probe" $duckdb 2>/dev/null </dev/null)
    code=$?
    why="Python ${versions%% *}"
    if [ "$code" -eq 0 ] && { [ -z "$duckdb" ] || [[ $versions == *' '* ]]; }; then
        tables_python=("$@")
        tables_versions=$versions
        return 0
    elif [ "$code" -eq 0 ]; then
        [ ${#tables_python[@]} -ne 0 ] || tables_python=("$@")
        why+=" without DuckDB"
    elif [ "$code" -ne 3 ]; then
        command -v -- "$1" >/dev/null && why="does not run" || why="not found"
    fi
    tables_tried+="${tables_tried:+, }$1 ($why)"
    return 1
}

# The first Python that has DuckDB where Parquet is among the formats, and is new enough, 3.6, where it is not: that which the
# user named and no other; or else that of the image, the one that CellProfiler runs in, and python3. Sets tables_python, the
# words that start it, and tables_versions, its own and that of its DuckDB. Returns 1 where there is none: then tables_tried says
# which were tried, and tables_python may be one without DuckDB, or empty.
find_tables_python() { # FORMATS NAMED COMMAND..., the words that start CellProfiler; NAMED may be empty
    local duckdb='' named=$2 word python options=(-E -s -B)
    [[ " $1 " != *' parquet '* ]] || duckdb=parquet
    shift 2
    tables_python=()
    tables_versions=
    tables_tried=
    if [ -n "$named" ]; then
        try_tables_python "$duckdb" "$named" "${options[@]}"
        return
    fi
    # it has these options already
    ! command -v hummingbird-tables >/dev/null || ! try_tables_python "$duckdb" hummingbird-tables || return 0
    for word; do
        [ "$word" != -c ] || break
        ! find_python "$word" || ! try_tables_python "$duckdb" "$python" "${options[@]}" || return 0
    done
    try_tables_python "$duckdb" python3 "${options[@]}"
}
