# Prints which groups are done: their results are published, made from the same inputs, and as many files of the same
# size in all as when they were; or are in S3, where they are wanted there. The tables of a plate are asked for like a group whose
# folder is tables/PLATE. What is in S3 and not whole here any more gets the mark of drop-results.sh, RESULTS.dropped, as somebody
# has removed files: with it, who reads the results takes what is missing from S3, see list-outputs.sh and tables.sh.
# arguments: OUTPUT SUBMISSION UNTIL; on standard input a line per group: its folder, its digest, and the URL that its results are
# wanted at, where they are
#   SUBMISSION will count on what is printed: its entry in OUTPUT/.hummingbird/active says so before the results are looked
#   at, so that no other submission removes them then, see publish.sh. The entry's first line is UNTIL
# Prints lines of a folder, the attempt whose results these are, SUBMISSION.ROUND.RESTARTS.RANDOM, of how many image sets (or
# groups, see publish.sh) they are made, 0 where an earlier version did not say, the word measured where there is a record of
# what it measured beside it, see measure.sh, or where what a task would measure is only in S3, and the word uploaded where its
# manifest says that all files are at that URL
cd -- "$1" || exit 66
entry=.hummingbird/active/$2
declare -A wanted urls
while IFS= read -r line; do
    folder=${line%% *}
    line=${line#* }
    wanted[$folder]=${line%% *}
    [[ $line != *' '* ]] || urls[$folder]=${line#* }
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
# whether they are in S3; files, bytes and image sets of each, as they were
proofs=$(
    while read -r attempt; do
        files= bytes= sets= said= word=here folder=${attempt%/*}
        { read -r _ files bytes sets <"$attempt.done"; } 2>/dev/null || continue
        [[ $sets =~ ^[0-9]{1,9}$ ]] || sets=0
        if [ -n "${urls[$folder]:-}" ]; then
            { IFS= read -r said <"$attempt.manifest"; } 2>/dev/null
            [ "$said" != "${urls[$folder]}"$'\t'"${wanted[$folder]}" ] || word=uploaded
        fi
        # drop-results.sh is at it, and may have looked for the entry before it was there
        [ "$word" = uploaded ] || [ ! -e "$attempt.dropped" ] || continue
        echo "$word $attempt $files $bytes $sets"
    done <<<"$candidates"
)
[ -n "$proofs" ] || exit 0
{
    while read -r word attempt _; do
        printf '%s\0' "$attempt"
    done <<<"$proofs" | xargs -0 -r sh -c 'find "$@" -type f -printf "%H %s\n"' find 2>/dev/null
    echo
} |
    LC_ALL=C awk '
        NR == FNR { word[$2] = $1; files[$2] = $3; bytes[$2] = $4; sets[$2] = $5; next }
        NF { found[$1]++; size[$1] += $2 }
        END {
            for (attempt in files) {
                whole = found[attempt] + 0 == files[attempt] && size[attempt] + 0 == bytes[attempt]
                if (whole || word[attempt] == "uploaded") {
                    match(attempt, /[^\/]*$/)
                    print substr(attempt, 1, RSTART - 2), substr(attempt, RSTART), sets[attempt], word[attempt], whole
                }
            }
        }' <(printf '%s\n' "$proofs") - |
    while read -r folder attempt sets word whole; do
        measured= uploaded=
        # without the mark, tables would be made of what is left
        if [ "$whole" = 0 ]; then
            : >>"$folder/$attempt.dropped" || continue
        fi
        if [ -s "$folder/$attempt.measurements.gz" ] || [ -e "$folder/$attempt.dropped" ]; then measured=' measured'; fi
        [ "$word" != uploaded ] || uploaded=' uploaded'
        echo "$folder $attempt $sets$measured$uploaded"
    done
