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
        ln -- "$own.end" "$own.spare" && ln -s -- "$target" "$own.link" && return
    discard
    return 1
}

discard() {
    rm -f -- "$own.end" "$own.new" "$own.proof" "$own.spare" "$own.link" "$own.measurements"
}

# The record is what remains when Slurm has forgotten the task. It is replaced as a whole.
put_record() { # FILE STATE REASON DETAIL
    local LC_ALL=C line
    printf -v line '%s\t' "$task" "$attempt" "$2" "$code" "$sets" "${rows:-0}" "${SLURMD_NODENAME:-}" \
        "$started" "$(date +%s)" "$3" "$peak"
    line+=$4
    printf '%s\n' "$line" | dd of="$1" conv=notrunc,fsync status=none && truncate -s $((${#line} + 1)) -- "$1"
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
    if [ ! -s "$its_results.done" ] || [ ! -d "$its_results" ]; then
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
        persist copy_published_record
    fi
    discard
    rm -rf -- "$results.measurements.gz" "$results" "$results.done"
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
    local winner
    if ! is_open; then
        rm -rf -- "$results.measurements.gz" "$results"
        discard
        exit 1
    fi
    [ ! -e "$record.published" ] || adopt
    persist put_proof
    persist put_record "$own.end" completed '' ''
    while persist claim; do
        IFS=$'\t' read -r _ winner _ <"$record.published"
        [ "$winner" != "$attempt" ] || break
        adopt
    done
    persist link_to "$target"
    persist settle "$own.end"
    discard
    prune
    exit 0
}

# A submission that is not over has an entry: the second since 1970 from which it is over anyway, then a line for each
# attempt of an earlier submission that stands for one of its groups.
is_active() { # SUBMISSION
    local until=
    { read -r until <"$output/.hummingbird/active/$1"; } 2>/dev/null
    [ "${until:-0}" -gt "$(date +%s)" ]
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
        rm -rf -- "./$1.measurements.gz" "./$1" "$proof.removed"
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
