# Measures the results of a group: measure.py reduces its tables to a record beside them, RESULTS.measurements.gz.
# Sourced by task.sh, whose variables it uses, when the results are whole and before they are published, so that whoever
# sees their proof sees the record. PLAN holds measure.py and its modules, measured_*.py.
# A group never fails by it, nor waits for long: what goes wrong is a line in its log, and there is no record. A signal of
# Slurm's ends the measuring, and the results are published without: near the time limit, or before a node goes.
longest=600         # seconds
memory=$((1 << 20)) # KiB of addresses; measure.py keeps within about 200 MB itself

# That of the node, or else that of CellProfiler, where it is new enough.
find_measuring_python() {
    local word
    for word in python3 "${command[@]}"; do
        [ "$word" != -c ] || break
        python=$word
        [ "$word" = python3 ] || find_python "$word" || continue
        if "$python" -E -s -S -c 'import sys; sys.exit(sys.version_info < (3, 6))'; then return 0; fi
    done 2>/dev/null </dev/null
    return 1
}

# What is written on the node is copied to the file system of the results, and renamed there.
measure() {
    local python slice=() began=$SECONDS code
    find_measuring_python || { echo "measurements: no Python 3.6 or later is found on this node"; return; }
    if [ "$sliced" = 1 ] && [ -s header.csv ]; then slice=("$scratch/images.csv"); fi
    [ -z "$ended_by" ] || return
    (
        ulimit -v "$memory"
        TMPDIR=$scratch/tmp exec timeout -k 5 "$longest" "$python" -E -s -S -B "$plan/measure.py" "$results" \
            "$scratch/measurements" $((longest - 60)) "${slice[@]}"
    ) </dev/null 9>&- &
    child=$!
    await_child
    child=
    if [ "$code" -ne 0 ]; then
        echo "measurements: none after $((SECONDS - began)) s: exit code $code${ended_by:+, $ended_by}"
    elif dd if="$scratch/measurements" of="$own.measurements" conv=fsync status=none; then
        mv -f -- "$own.measurements" "$results.measurements.gz"
    fi
}
measure >>"$log" 2>&1
