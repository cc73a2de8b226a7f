# Copies files from S3 and to it. Sourced by execution.sh, whose variables it uses, where PLAN has the file s3; find-python.sh
# comes before this.
# PLAN holds, written by the submission: s3 (settings, for the programs), objects (a line per object that a group needs: URL,
# bytes, ETag) and objects.index (a line per group: where its lines begin in that file and how many bytes they have, and how many
# objects and bytes they stand for), urls (a line per group: the URL that its results go to; may be missing), and the programs
# stage.py, unstage.py, upload.py and restore.py with their modules, s3_*.py. Where tables are merged there are no objects.
# A program says on standard error, which is the log, what goes wrong; the last line says it for people, and begins with a URL.
# The node is what it is in AWS by itself: its role, or what the environment says.
s3_python=
said=          # by the program that failed: a line that fits into the record
s3_seconds=60  # that a Python may take to start, on a file system that many nodes read at once
restored_once=4 # groups of which files are fetched at the same time
if [ -e urls ]; then
    s3_url=$(sed -n "${task}{p;q}" urls)
    [ -n "$s3_url" ] || exit 76
fi

# That of CellProfiler has boto3. Where there is none, the programs run the AWS CLI.
find_s3_python() {
    local words word found=() probe='import sys; sys.exit(sys.version_info < (3, 6))'
    [ -z "$s3_python" ] || return 0
    mapfile -d '' -t words <command
    for word in "${words[@]}"; do
        [ "$word" != -c ] || break
        ! find_python "$word" || found+=("$python")
    done
    found+=(python3)
    for word in 'import boto3; ' ''; do
        [ -n "$word" ] || command -v aws >/dev/null || return 1
        for python in "${found[@]}"; do
            if timeout "$s3_seconds" "$python" -E -s -B -c "$word$probe"; then
                s3_python=$python
                return 0
            fi
        done
    done 2>/dev/null </dev/null
    return 1
}

# Waits for a program that copies, or a function that runs several. Sets code, 23 where there is none that could, and said.
run_s3() { # OUT WORD..., OUT gets its standard output
    local out=$1 detail
    shift
    code=23 said=
    if find_s3_python; then
        "$@" 2>>"$log" >"$out" </dev/null &
        child=$!
        await_child
        end_group "$killer"
        child='' killer=''
    fi
    if [ "$code" -ne 0 ] && [ "$code" -lt 128 ]; then
        shorten "$(grep -av '^[[:space:]]*$' "$log" | tail -n 1)" 200
        said=$detail
    fi
}

s3_program() { # PROGRAM ARGUMENT...
    TMPDIR=$node_tmp exec "$s3_python" -E -s -B "$plan/$1" "${@:2}"
}

fail_fetching() {
    # a kill, as by too little memory, has a cause that is found elsewhere
    local exit=$code
    [ "$exit" -eq 137 ] || code=1
    case $exit in
        20) fail object-missing 1 "$said" ;;
        21) fail object-changed 1 "$said" ;;
        22) fail object-denied 1 "$said" ;;
        23) fail no-s3-client 1 ;;
        24) fail disk-full 1 node ;;
        *) fail fetch 1 "$said" ;;
    esac
}

# Fetches the objects of the group into the scratch folder, and has its slice of the image table, or of the list of files, name
# these files instead.
fetch_objects() { # SLICE table|list
    local offset length objects bytes began=$SECONDS
    [ -e objects.index ] || return 0
    read -r offset length objects bytes < <(sed -n "${task}{p;q}" objects.index)
    [ -n "${bytes:-}" ] || { code=1; fail plan 1; }
    [ "$objects" -gt 0 ] || return 0
    begin_log
    mkdir -- "$scratch/s3" || { code=1; fail scratch 1; }
    run_s3 "$scratch/fetched" s3_program stage.py "$plan/s3" "$plan/objects" "$offset" "$length" "$scratch/s3" "$1" "$2"
    [ -z "$ended_by" ] || fail "$ended_by" 1
    [ "$code" -eq 0 ] || fail_fetching
    fetched=$(<"$scratch/fetched")
    echo "S3: fetched $fetched bytes of $objects objects in $((SECONDS - began)) s" >>"$log"
}

# What CellProfiler recorded of the fetched files becomes what it records of objects. The files go.
restore_urls() {
    [ -d "$scratch/s3" ] || return 0
    run_s3 /dev/null s3_program unstage.py "$results" "$scratch/s3"
    [ -z "$ended_by" ] || fail "$ended_by" 1
    [ "$code" -eq 0 ] || fail recorded-paths 1 "$said"
    rm -rf -- "$scratch/s3"
}

# Whether the results of an attempt are in S3 as they are here; sets uploaded then.
is_uploaded() { # RESULTS
    local line=
    # what was not there a moment ago may be remembered as such by NFS, unless its folder is opened
    ls -A -- "${1%/*}" >/dev/null 2>&1
    { IFS= read -r line <"$1.manifest"; } 2>/dev/null
    [ "$line" = "$s3_url"$'\t'"$digest" ] || return
    uploaded=$(LC_ALL=C awk -F '\t' 'NR > 2 { bytes += $2 } END { printf "%.0f\n", bytes }' "$1.manifest")
}

# Copies the results of an attempt, unless that was done before. Returns 1 where it failed, or was ended by a signal.
upload_results() { # RESULTS
    local began=$SECONDS
    ! is_uploaded "$1" || return 0
    [ -z "$ended_by" ] || return
    if [ ! -s "$1.done" ] || [ ! -d "$1" ] || [ -e "$1.dropped" ]; then
        code=1 said="$s3_url: the results are not in ${1%/*} any more"
        return 1
    fi
    run_s3 /dev/null s3_program upload.py "$plan/s3" "$1" "$s3_url" "$1.manifest" "$digest"
    [ "$code" -eq 0 ] && is_uploaded "$1" || return
    echo "S3: copied $uploaded bytes to $s3_url in $((SECONDS - began)) s" >>"$log"
}

# Why results were not copied; sets reason and detail.
find_upload_cause() {
    local exit=$code
    [ "$code" -eq 0 ] || code=1
    detail=$said
    case $ended_by/$exit in
        # another attempt has all of its time for the rest
        time-limit/*) reason=upload detail="$s3_url: the time limit of the task was reached" ;;
        ?*/*) reason=$ended_by detail= ;;
        */22) reason=upload-denied ;;
        */23) reason=no-s3-client detail= ;;
        */24) reason=disk-full detail=output ;;
        *) reason=upload ;;
    esac
}

# Fetches the tables of some groups whose results are only in S3.
restore_groups() { # LIST, a line per group: its MANIFEST and a FOLDER for the files, separated by a tab
    local manifest folder running=0
    set +m
    while IFS=$'\t' read -r manifest folder; do
        (s3_program restore.py "$plan/s3" "$manifest" "$folder") &
        if [ $((++running)) -ge "$restored_once" ]; then
            wait -n || exit
            running=$((running - 1))
        fi
    done <"$1"
    while [ $((running--)) -gt 0 ]; do
        wait -n || exit
    done
    exit 0
}

# Sees to it that the results of all groups of a list are on this node or on the shared file system: see merged_groups.py for
# the list, which names the folders of the results first. With MOST, groups beyond so many that are only in S3 are left out.
restore_results() { # LIST [MOST]
    local most=${2:-} began=$SECONDS count=0 line name manifest bytes
    : >"$1.s3" && : >"$1.new" || { code=1; fail scratch 1; }
    while IFS= read -r line; do
        printf -v name '%b' "${line%%$'\t'*}"
        manifest=$name.manifest
        if [ -e "$manifest" ] && { [ -e "$name.dropped" ] || [ ! -d "$name" ]; }; then
            [ -z "$most" ] || [ "$count" -lt "$most" ] || continue
            count=$((count + 1))
            name=$1.files/$count
            printf '%s\t%s\n' "$manifest" "$name" >&3
            line=${name//\\/\\\\}$'\t'${line#*$'\t'}
        fi
        printf '%s\n' "$line" >&4
    done <"$1" 3>>"$1.s3" 4>>"$1.new"
    [ "$count" -gt 0 ] || return 0
    begin_log
    mkdir -- "$1.files" || { code=1; fail scratch 1; }
    run_s3 "$scratch/fetched" restore_groups "$1.s3"
    [ -z "$ended_by" ] || fail "$ended_by" 1
    [ "$code" -eq 0 ] || fail_fetching
    bytes=$(LC_ALL=C awk '{ bytes += $1 } END { printf "%.0f\n", bytes }' "$scratch/fetched")
    fetched=$((fetched + bytes))
    mv -f -- "$1.new" "$1" || { code=1; fail scratch 1; }
    echo "S3: fetched the tables of $count groups, $bytes bytes, in $((SECONDS - began)) s" >>"$log"
}
