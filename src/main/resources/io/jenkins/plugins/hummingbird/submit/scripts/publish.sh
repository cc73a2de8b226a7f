# What one execution of task.sh or tables.sh leaves on the shared file system: its status record, its results, and their
# publication. Sourced by execution.sh, whose variables it uses.
#
# An execution never writes where another one wrote: Slurm may run a task again that has ended, without saying so, and a
# node that Slurm gave up may go on. So each has an attempt of its own, ROUND.RESTARTS.RANDOM, and the first whole result of
# a submission counts. It is published in steps of which each prefix is safe, because who comes later goes on from there:
#   0. RESULTS.measurements.gz, where there is one, says what the group measured, see measure.sh
#   1. RESULTS.done says the digest of the inputs, how many files and bytes the results are, and of how many image sets they are
#      made, or of how many groups where they are merged tables. Earlier versions did not write this last number
#   2. RECORD.published, a hard link that can be made once, has the record of the execution that counts
#   3. OUTPUT/FOLDER is a link to its results; FOLDER is tables/PLATE for the tables of a plate
#   4. RECORD says completed
# Where the results are to be copied to S3 (s3_url), the record of step 2 says published instead of completed, and between 3 and 4
#   3a. all files are in S3, and RESULTS.manifest says so: a line with the URL and the digest of the inputs, a line of names, and a
#       line per file: key, bytes and SHA-256. drop-results.sh may remove the files then; RESULTS.dropped says that it begins to
# That takes its time and may fail, with a record that says so; whoever comes next finds the claim and only copies.
# Whatever these need is reserved before the program starts: a disk that fills up meanwhile cannot hide that it did.

# A full disk may have room a moment later, one that is mounted read-only may be writable again.
persist() { # COMMAND...
    local pause
    for pause in 1 2 4 8 0; do
        ! "$@" || return 0
        sleep $pause
    done
    exit 74
}

# What the link to the results of an attempt says: a path that begins where the link is.
target_of() { # ATTEMPT
    local up=${folder//[^\/]/}
    printf '%s\n' "${up//\//../}.hummingbird/results/$folder/$submission.$1"
}

# Chooses an attempt that nobody had before, and takes the room that its end needs.
reserve() {
    printf -v attempt '%s.%s.%04x%04x' "$round" "${SLURM_RESTART_COUNT:-0}" $((RANDOM * 2 + RANDOM % 2)) \
        $((RANDOM * 2 + RANDOM % 2))
    own=$record.$attempt
    target=$(target_of "$attempt")
    results=$output/.hummingbird/results/$folder/$submission.$attempt
    printf '%1024s' '' | dd of="$own.end" conv=excl,fsync status=none && printf '%128s' '' >"$own.proof" &&
        { [ -z "$s3_url" ] || printf '%1024s' '' | dd of="$own.copied" conv=excl,fsync status=none; } &&
        ln -- "$own.end" "$own.spare" && ln -s -- "$target" "$own.link" && return
    discard
    return 1
}

discard() {
    rm -f -- "$own.end" "$own.new" "$own.proof" "$own.spare" "$own.link" "$own.measurements" "$own.copied"
}

discard_results() { # of this execution
    rm -rf -- "$results.measurements.gz" "$results.manifest" "$results" "$results.done"
}

# The record is what remains when Slurm has forgotten the task. It is replaced as a whole.
put_record() { # FILE STATE REASON DETAIL
    local LC_ALL=C line
    printf -v line '%s\t' "$task" "$attempt" "$2" "$code" "$sets" "${rows:-0}" "${SLURMD_NODENAME:-}" \
        "$started" "$(date +%s)" "$3" "$peak" "$fetched" "$uploaded"
    line+=$4
    put_line "$1" "$line"
}

put_line() { # FILE LINE
    local LC_ALL=C
    printf '%s\n' "$2" | dd of="$1" conv=notrunc,fsync status=none && truncate -s $((${#2} + 1)) -- "$1"
}

write_record() { # FILE STATE REASON DETAIL
    put_record "$@" && mv -f -- "$1" "$record"
}

# Sets recorded, the attempt whose record it is, and whether that one is completed, in which case it stays for ever.
is_completed() {
    local state=
    recorded=
    { IFS=$'\t' read -r _ recorded state _ <"$record"; } 2>/dev/null
    [ "$state" = completed ]
}

# The submission may have ended, or have been cancelled: sets over then. Opening sees it where looking would ask a cache. A
# file server that is away for a moment says nothing.
find_whether_open() {
    local names
    over=
    if ! { : <open; } 2>/dev/null; then
        names=$(ls -A) && [[ $'\n'$names$'\n' != *$'\nopen\n'* ]] && over=yes
    fi
}
is_open() {
    persist find_whether_open
    [ -z "$over" ]
}

link_to() { # TARGET
    [ -d "${link%/*}" ] || mkdir -p -- "${link%/*}" || return
    [ "$(readlink -- "$own.link")" = "$1" ] || ln -sfT -- "$1" "$own.link" || return
    mv -T -f -- "$own.link" "$link"
}

claim() {
    # some file systems count a link as a file
    rm -f -- "$own.spare"
    ln -T -- "$own.end" "$record.published" 2>/dev/null || [ -e "$record.published" ]
}

# mv fails for two names of one file: then another execution has done it.
settle() { # FILE
    [ "$record" -ef "$record.published" ] || mv -f -- "$1" "$record"
}
copy_published_record() {
    ln -f -- "$record.published" "$own.new" && settle "$own.new"
}

# The record of step 2 is that of the execution that counts, which need not be this one, and must not be written to. Without an
# attempt, an earlier submission has published the results.
complete_record() { # [ATTEMPT]
    local line ended=
    if [ -n "$1" ]; then
        [ "$1" != "$attempt" ] || ended=$(date +%s)
        line=$(LC_ALL=C awk -F '\t' -v OFS='\t' -v ended="$ended" -v uploaded="$uploaded" '
            NR == 1 { $3 = "completed"; $9 = ended ? ended : $9; $13 = uploaded; print }' "$record.published") &&
            [ -n "$line" ] && put_line "$own.copied" "$line" && mv -f -- "$own.copied" "$record"
    else
        write_record "$own.copied" completed '' ''
    fi
}

is_linked() { # RESULTS
    local current
    current=$(readlink -- "$link")
    [ "${current##*/}" = "${1##*/}" ]
}

# Copies the results that count to S3. When OUTPUT/FOLDER is the link of a later submission, what is there is that one's.
upload_counting() { # RESULTS
    if ! is_linked "$1"; then
        echo "S3: not copied, for another submission has published $folder since" >>"$log"
        return
    fi
    is_open || give_up_uploading
    upload_results "$1" || fail_uploading "$1"
    if ! is_linked "$1"; then
        # both have written the same objects: the manifest may say what is not there any more
        rm -f -- "$1.manifest"
        code=1 said="$s3_url: another submission has published meanwhile"
        echo "S3: $said" >>"$log"
        fail_uploading "$1"
    fi
}

give_up_uploading() {
    discard
    # what another execution has published counts, and not what this one may have made
    [ "${winner:-$attempt}" = "$attempt" ] || discard_results
    exit 1
}

fail_uploading() { # RESULTS
    local reason detail
    find_upload_cause
    if is_open && ! is_completed && [ "$recorded" = "$attempt" ]; then
        persist write_record "$own.copied" failed "$reason" "$detail"
        # one that has copied them just now has written its record before this one, or will do so
        ! is_uploaded "$1" || persist complete_record "${winner:-}"
    fi
    give_up_uploading
}

# Whether something that is no link of this plugin's is where the link belongs, or where the folder that holds it does.
is_occupied() {
    local parent=${link%/*}
    { [ -e "$link" ] && [ ! -L "$link" ]; } ||
        { [ "$parent" != "$output" ] && { [ -L "$parent" ] || { [ -e "$parent" ] && [ ! -d "$parent" ]; }; }; }
}

# Another execution had a whole result first, and may have been killed since: what it did not get done is done for it, and
# what this one has done goes. Comes back only when somebody has removed that result meanwhile.
adopt() {
    local winner target its_results current # of the one that counts
    IFS=$'\t' read -r _ winner _ <"$record.published"
    target=$(target_of "$winner")
    its_results=${results%/*}/$submission.$winner
    if [ ! -s "$its_results.done" ] ||
        { [ ! -d "$its_results" ] && { [ -z "$s3_url" ] || ! is_uploaded "$its_results"; }; }; then
        mv -T -f -- "$record.published" "$own.new"
        return
    fi
    if ! is_completed; then
        if is_occupied; then
            persist write_record "$own.new" failed occupied ''
            discard
            exit 1
        fi
        current=$(readlink -- "$link")
        # a later submission may have published since
        if [ "$current" != "$target" ] && ! [ "${link%/*}/$current.done" -nt "$its_results.done" ]; then
            persist link_to "$target"
        fi
        if [ -n "$s3_url" ]; then
            upload_counting "$its_results"
            persist complete_record "$winner"
        else
            persist copy_published_record
        fi
    fi
    discard
    discard_results
    exit 0
}

put_proof() (
    set -o pipefail
    find "$results" -type f -printf '%s\n' | LC_ALL=C awk -v digest="$digest" -v sets="$sets" '
        { bytes += $1 }
        END { printf "%s %d %.0f %d\n", digest, NR, bytes, sets }' | dd of="$own.proof" conv=notrunc,fsync status=none &&
        mv -f -- "$own.proof" "$results.done"
)

# Publishes the results, unless another execution was faster: then its results are the group's, and these go.
publish() {
    local winner state=completed
    if ! is_open; then
        discard_results
        discard
        exit 1
    fi
    [ ! -e "$record.published" ] || adopt
    [ -z "$s3_url" ] || state=published
    persist put_proof
    persist put_record "$own.end" "$state" '' ''
    while persist claim; do
        IFS=$'\t' read -r _ winner _ <"$record.published"
        [ "$winner" != "$attempt" ] || break
        adopt
    done
    persist link_to "$target"
    if [ -n "$s3_url" ]; then
        upload_counting "$results"
        persist complete_record "$attempt"
    else
        persist settle "$own.end"
    fi
    discard
    prune
    exit 0
}

counts() { # NAME; whether a submission that is not over counts on an attempt
    local entry
    for entry in "$output/.hummingbird/active"/*; do
        if is_active "${entry##*/}" && grep -qsxF -- "$folder/$1" "$entry"; then return 0; fi
    done
    return 1
}

# Removes an attempt, unless another submission counts on it. That one looks for the proof after it has said so, and here
# the proof goes before that is looked for: one of the two sees the other.
remove() { # NAME
    local proof=./$1.done
    # another task is at it, or was killed at it
    [ -z "$(find . -maxdepth 1 -name "$1.done.removed" -mmin -60)" ] || return
    if [ -e "$proof" ]; then mv -f -- "$proof" "$proof.removed" || return; fi
    if counts "$1"; then
        mv -f -- "$proof.removed" "$proof"
    else
        rm -rf -- "./$1.measurements.gz" "./$1.manifest" "./$1.dropped" "./$1" "$proof.removed"
    fi
}

# Older attempts make room, the oldest first.
prune() (
    local left=$((keep - 1)) name published
    published=$(readlink -- "$link")
    cd -- "${results%/*}" || return
    find . -mindepth 1 -maxdepth 1 -type d -printf '%T@ %f\n' | sort -rn | while read -r _ name; do
        if [ "$name" = "${results##*/}" ] || [ "$name" = "${published##*/}" ]; then
            continue
        elif [ "${name%%.*}" = "$submission" ] || ! is_active "${name%%.*}"; then
            [ $((left--)) -gt 0 ] || remove "$name"
        fi
    done
)
