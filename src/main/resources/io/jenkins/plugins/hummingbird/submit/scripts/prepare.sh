# Looks whether a submission can work here, and makes its folder. Changes nothing else.
# arguments: SUBMISSION OUTPUT IMAGES PLUGINS COMMAND FIRST DIRECT HOME FORMATS PYTHON
#   FORMATS are those of the tables that tasks are to merge, and PYTHON is what the user named for that; both may be empty
#   IMAGES, PLUGINS and HOME may be empty; COMMAND is what starts CellProfiler, FIRST its first word, DIRECT the same when that
#   is CellProfiler itself, otherwise empty
# Prints lines of a word, a tab and what it is about:
#   problem       a sentence about something that is in the way
#   space         what df says of OUTPUT: bytes, free bytes, inodes, free inodes
#   plugin        the name of a file in PLUGINS, without .py, or what such a file calls its module
#   cellprofiler  the path of the CellProfiler whose modules are listed, if there is one here
#   module        one of them
#   python        that which CellProfiler runs in, where it is known: see find-python.sh, which comes before this
#   tables-python that which merges tables, its version and that of its DuckDB where that is needed, separated by tabs: see
#                 find-tables-python.sh, which comes before this, too
#   no-tables-python  which were looked at in vain
submission=$1 output=$2 images=$3 plugins=$4 command=$5 first=$6 direct=$7 home=$8 formats=${9:-} named=${10:-}
plan=$output/.hummingbird/$submission

problem() {
    printf 'problem\t%s\n' "$1"
}

for tool in flock find sed stat timeout; do
    command -v "$tool" >/dev/null || problem "The head node has no command $tool."
done
if [ -n "$images" ] && ! { [ -d "$images" ] && [ -r "$images" ] && [ -x "$images" ]; }; then
    problem "images: the head node has no folder $images that $(id -un) can read."
fi
if [ -n "$plugins" ] && [ ! -d "$plugins" ]; then
    problem "pluginsDirectory: the head node has no folder $plugins."
fi
if [[ $home == /* && ! -d $home ]]; then
    problem "home: the head node has no folder $home."
fi
if [ "$first" != "$command" ] && ! command -v -- "$first" >/dev/null && [ -f "$command" ] && [ -x "$command" ]; then
    problem "cellprofiler: the head node has no command $first, but $command: quote it, for blanks part words."
fi
if ! why=$(mkdir -p -- "$plan" "$output/.hummingbird/"{results,active} 2>&1); then
    problem "output: $(id -un) cannot make $plan on the head node: ${why##*: }."
elif ! { : >"$plan/writable"; } 2>/dev/null; then
    problem "output: $(id -un) cannot write to $plan on the head node."
else
    ln -f -- "$plan/writable" "$plan/writable.hard" 2>/dev/null && ln -sf -- writable "$plan/writable.soft" 2>/dev/null ||
        problem "output: the file system of $output has no hard and symbolic links, by which results are published: use one that has, such as EFS, FSx for Lustre or NFS."
    rm -f -- "$plan/writable" "$plan/writable.hard" "$plan/writable.soft"
    timeout 5 df -B1 --output=size,avail,itotal,iavail -- "$output" 2>/dev/null | sed -n '2s/^/space\t/p'
fi

# CellProfiler loads the same files.
if [ -n "$plugins" ]; then
    for file in "$plugins"/[!_]*.py; do
        name=${file##*/}
        printf 'plugin\t%s\n' "${name%.py}"
    done | head -n 5000
    timeout 5 sed -nE "s/^[[:space:]]+module_name[[:space:]]*=[[:space:]]*[\"']([A-Za-z0-9_]+)[\"'].*/plugin\t\1/p" \
        -- "$plugins"/[!_]*.py 2>/dev/null | head -n 5000
fi

# CellProfiler lists its modules in two files of its own.
modules() { # FOLDER of the command
    local python
    for python in "$1"/../lib/python3*/{site,dist}-packages; do
        [ -f "$python/cellprofiler/modules/__init__.py" ] || continue
        timeout 5 sed -nE \
            -e '/^builtin_modules = \{/,/^\}/s/^ +"[^"]+": "([^"]+)",?$/module\t\1/p' \
            -e '/^renamed_modules = \{/,/^\}/s/^ +"([^"]+)": "[^"]+",?$/module\t\1/p' \
            -- "$python/cellprofiler/modules/__init__.py" \
            "$python/cellprofiler_core/constants/modules/__init__.py" 2>/dev/null
    done
}
if [ -n "$direct" ] && path=$(command -v -- "$direct"); then
    list=$(modules "${path%/*}")
    if [ -z "$list" ] && real=$(readlink -f -- "$path"); then
        list=$(modules "${real%/*}")
    fi
    [ -z "$list" ] || printf 'cellprofiler\t%s\n%s\n' "$path" "$list"
    ! find_python "$direct" || printf 'python\t%s\n' "$python"
fi
if [ -n "$formats" ] && [ -e "$output/tables" ] && { [ -L "$output/tables" ] || [ ! -d "$output/tables" ]; }; then
    problem "tables: $output/tables, where the tables of plates belong, is no folder but a file or a link: move it away."
fi
if [ -n "$formats" ]; then
    tables_probe_seconds=20 # whoever asks does not wait for ever
    if find_tables_python "$formats" "$named" ${direct:+"$direct"}; then
        printf 'tables-python\t%s\t%s\n' "${tables_python[0]}" "${tables_versions/ /$'\t'}"
    else
        printf 'no-tables-python\t%s\n' "$tables_tried"
    fi
fi
exit 0
