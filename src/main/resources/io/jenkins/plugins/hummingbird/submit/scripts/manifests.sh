# Prints what tables were merged, see tables.sh.
# arguments: OUTPUT SUBMISSION LARGEST; on standard input a line per set of tables: its number, its folder, and the attempt that
# counts, or - for the one that SUBMISSION has published
#   LARGEST  bytes of a list of tables: what comes after that is left out
# A list is a regular file; whatever else lies there is not read. No line is longer than most_bytes, and none has a NUL.
# Prints for each table a line: the number of its set and, after a tab, the line of manifest.tsv. Nothing for a set without one
most_bytes=2000
cd -- "$1/.hummingbird/results" || exit 66
while read -r set folder attempt; do
    [ "$attempt" != - ] || find_counting_attempt "$2" "../$2/tables/tasks" "$set"
    manifest=$folder/$attempt/manifest.tsv
    if [ -f "$manifest" ] && [ ! -L "$manifest" ]; then
        head -c "$3" -- "$manifest" 2>/dev/null | tr -d '\0' | LC_ALL=C sed "s/^/$set\t/" | LC_ALL=C cut -b "-$most_bytes"
    fi
done
exit 0
