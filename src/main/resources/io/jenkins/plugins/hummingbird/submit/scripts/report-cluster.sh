# Says for a person whether submissions would find here what they need. Changes nothing.
# arguments: PLUGINS PYTHON COUNT WORD... FOLDER...
#   PLUGINS and PYTHON, which merges tables, are as a definition names them; both may be empty
#   COUNT words start CellProfiler; the folders are those that results may lie in
# find-tables-python.sh comes before this.
# Prints lines of a word, a tab and what it is about:
#   cellprofiler      the version that it says
#   no-cellprofiler   why it does not start
#   no-command        nothing: the first word is no command here
#   no-plugins        PLUGINS, where that is no folder
#   tables-python     PYTHON and its version, and that of its DuckDB, if it has one
#   no-tables-python  PYTHON, and why it cannot merge tables
#   space             a folder, a tab, and the free bytes on its file system
#   no-folder         a folder that is not there, or that this account cannot write to
plugins=$1 named=$2 count=$3
shift 3
words=("${@:1:count}")
shift "$count"

longest=40 # to load its libraries from a shared file system takes a program its time, but whoever asks does not wait for ever

cellprofiler() { # WORD...
    local answer code version last why
    answer=$(
        timeout -k 5 "$longest" "$@" --version 2>&1 </dev/null | head -c 4000
        exit "${PIPESTATUS[0]}"
    )
    code=$?
    version=$(grep -aoE -m 1 '^[0-9]+([.][0-9]+)+[0-9A-Za-z.+-]*' <<<"$answer" | head -n 1)
    if [ -n "$version" ]; then
        printf 'cellprofiler\t%s\n' "$version"
        return
    fi
    last=$(grep -a '[^[:space:]]' <<<"$answer" | tail -n 1 | tr '\t' ' ' | cut -c 1-300)
    why=$last
    if [ "$code" -eq 124 ]; then
        why="it printed no version within $longest seconds${last:+; its last line: $last}"
    fi
    printf 'no-cellprofiler\t%s\n' "${why:-it ended with exit code $code and printed nothing}"
}

tables_python() {
    local versions
    # shellcheck disable=SC2034 # for find-tables-python.sh
    tables_probe_seconds=$longest
    if find_tables_python parquet "$named"; then
        versions=${tables_versions/ / with DuckDB }
        printf 'tables-python\t%s (Python %s)\n' "$named" "$versions"
    elif [ ${#tables_python[@]} -ne 0 ]; then
        printf 'tables-python\t%s\n' "$tables_tried"
    else
        printf 'no-tables-python\t%s\n' "$tables_tried"
    fi
}

# beside CellProfiler, so that a slow file system does not take both their time
[ -z "$named" ] || exec 3< <(tables_python)
if command -v -- "${words[0]}" >/dev/null; then
    cellprofiler "${words[@]}"
else
    printf 'no-command\t\n'
fi
[ -z "$named" ] || cat <&3
if [ -n "$plugins" ] && [ ! -d "$plugins" ]; then
    printf 'no-plugins\t%s\n' "$plugins"
fi
for folder; do
    if [ -d "$folder" ] && [ -w "$folder" ] && [ -x "$folder" ]; then
        printf 'space\t%s\t%s\n' "$folder" "$(timeout 5 df -B1 --output=avail -- "$folder" 2>/dev/null | sed -n 2p)"
    else
        printf 'no-folder\t%s\n' "$folder"
    fi
done
