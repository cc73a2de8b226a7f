# Removes the files of results that are in S3, as far as their manifests name them and they have the same size. Their links, proofs,
# records of what was measured and manifests stay. active.sh comes before this.
# arguments: OUTPUT SUBMISSION PATTERN...; on standard input attempts, a line each: the group's folder, a slash and its name,
#   or - for the one that is published
#   SUBMISSION  whose results may go: no other one that is not over counts on them
#   PATTERN     files that stay: as the path of find, relative to a group's folder
# Left alone are attempts that have no manifest, that another submission counts on or has made, and those that OUTPUT/FOLDER does
# not link to: in S3 is what it links to. May be repeated.
# Prints the numbers of files and bytes that were removed, of attempts that were left alone, and of those of which not all files
# could be removed.
export LC_ALL=C
output=$1 submission=$2
shift 2
kept=()
for pattern; do kept+=(! -path "./$pattern"); done
cd -- "$output/.hummingbird/results" || exit 66

# Another submission looks for the mark after its entry is there, see done.sh, and here the mark comes before the entries are
# looked at: one of the two sees the other.
declare -A mark_of
left=0 failed=0
while IFS= read -r attempt; do
    target=$(readlink -- "../../${attempt%/*}")
    [ "${attempt##*/}" != - ] || attempt=${attempt%/*}/${target##*/}
    if [ -d "$attempt" ] && [ -s "$attempt.manifest" ] && [ -s "$attempt.done" ] && [ "${target##*/}" = "${attempt##*/}" ]; then
        mark_of[$attempt]=new
        [ ! -e "$attempt.dropped" ] || mark_of[$attempt]=old
        if ! : >>"$attempt.dropped"; then
            unset "mark_of[$attempt]"
            failed=$((failed + 1))
        fi
    else
        left=$((left + 1))
    fi
done

declare -A counted active
for entry in "$output/.hummingbird/active"/*; do
    name=${entry##*/}
    if [ "$name" != "$submission" ] && [ "$name" != "$submission-tables" ] && is_active "$name"; then
        active[$name]=yes
        while IFS= read -r line; do
            [ -z "$line" ] || counted[$line]=yes
        done <"$entry"
    fi
done

remove_files() { # ATTEMPT; adds to files and bytes
    local mine=() found
    # the list of the tables says what there is
    [[ $1 != tables/* ]] || mine=(! -path ./manifest.tsv)
    found=$(set -o pipefail && cd -- "$1" &&
        find . -type f "${kept[@]}" "${mine[@]}" -printf '%s\t%P\n' | awk -F '\t' '
            NR == FNR {
                if (FNR == 1) {
                    top = $1
                    sub(/^s3:\/\/[^\/]*\/?/, "", top)
                    top = top == "" ? "" : top "/"
                } else if (FNR > 2 && index($1, top) == 1) {
                    size[substr($1, length(top) + 1)] = $2
                }
                next
            }
            NF == 2 && ($2 in size) && size[$2] == $1' "../${1##*/}.manifest" -) || return
    [ -n "$found" ] || return 0
    (
        cd -- "$1" && cut -f 2 <<<"$found" | tr '\n' '\0' | xargs -0 rm -f -- && find . -mindepth 1 -type d -empty -delete
    ) || return
    files=$((files + $(wc -l <<<"$found")))
    bytes=$((bytes + $(awk '{ bytes += $1 } END { printf "%.0f\n", bytes }' <<<"$found")))
}

files=0 bytes=0
for attempt in "${!mark_of[@]}"; do
    owner=${attempt##*/}
    owner=${owner%%.*}
    if [ -n "${counted[$attempt]:-}" ] || [ -n "${active[$owner]:-}" ]; then
        # of a mark that was there before, some files may be gone
        [ "${mark_of[$attempt]}" = old ] || rm -f -- "$attempt.dropped"
        left=$((left + 1))
    else
        remove_files "$attempt" || failed=$((failed + 1))
    fi
done
echo "$files $bytes $left $failed"
