# Prints which groups are done: their results are published, made from the same inputs, and as many files of the same
# size in all as when they were. The tables of a plate are asked for like a group whose folder is tables/PLATE.
# arguments: OUTPUT SUBMISSION UNTIL; on standard input a line per group: its folder and its digest
#   SUBMISSION will count on what is printed: its entry in OUTPUT/.hummingbird/active says so before the results are looked
#   at, so that no other submission removes them then, see publish.sh. The entry's first line is UNTIL
# Prints lines of a folder, the attempt whose results these are, SUBMISSION.ROUND.RESTARTS.RANDOM, of how many image sets (or
# groups, see publish.sh) they are made, 0 where an earlier version did not say, and the word measured where there is a record of
# what it measured beside it, see measure.sh
cd -- "$1" || exit 66
entry=.hummingbird/active/$2
declare -A wanted
while read -r folder digest; do
    wanted[$folder]=$digest
done

# FOLDER/ATTEMPT of the groups whose digest is the same
candidates=$(
    find . tables -mindepth 1 -maxdepth 1 -type l -printf '%p %l\n' 2>/dev/null | while read -r folder target; do
        folder=${folder#./} up=
        [[ $folder != */* ]] || up=../
        attempt=${target#"$up.hummingbird/results/$folder/"}
        if [ -n "${wanted[$folder]:-}" ] && [ "$attempt" != "$target" ]; then
            digest=
            { read -r digest _ <".hummingbird/results/$folder/$attempt.done"; } 2>/dev/null
            [ "$digest" != "${wanted[$folder]}" ] || echo "$folder/$attempt"
        fi
    done
)
printf '%s\n' "$3" "$candidates" >"$entry.new" && mv -f -- "$entry.new" "$entry" || exit 73
[ -n "$candidates" ] || exit 0

cd .hummingbird/results || exit 66
# files, bytes and image sets of each, as they were
proofs=$(
    while read -r attempt; do
        files= bytes= sets=
        { read -r _ files bytes sets <"$attempt.done"; } 2>/dev/null || continue
        [[ $sets =~ ^[0-9]{1,9}$ ]] || sets=0
        echo "$attempt $files $bytes $sets"
    done <<<"$candidates"
)
[ -n "$proofs" ] || exit 0
while read -r attempt _; do
    printf '%s\0' "$attempt"
done <<<"$proofs" | xargs -0 sh -c 'find "$@" -type f -printf "%H %s\n"' find 2>/dev/null |
    LC_ALL=C awk '
        NR == FNR { files[$1] = $2; bytes[$1] = $3; sets[$1] = $4; next }
        { found[$1]++; size[$1] += $2 }
        END {
            for (attempt in files) {
                if (found[attempt] + 0 == files[attempt] && size[attempt] + 0 == bytes[attempt]) {
                    match(attempt, /[^\/]*$/)
                    print substr(attempt, 1, RSTART - 2), substr(attempt, RSTART), sets[attempt]
                }
            }
        }' <(printf '%s\n' "$proofs") - |
    while read -r folder attempt sets; do
        measured=
        [ ! -s "$folder/$attempt.measurements.gz" ] || measured=' measured'
        echo "$folder $attempt $sets$measured"
    done
