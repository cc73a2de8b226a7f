# Prints what tables were merged, see tables.sh.
# arguments: OUTPUT SUBMISSION LARGEST; on standard input a line per set of tables: its number, its folder, and the attempt that
# counts, or - for the one that SUBMISSION has published
#   LARGEST  bytes of a list of tables: what comes after that is left out
# Prints for each table a line: the number of its set and, after a tab, the line of manifest.tsv. Nothing for a set without one
cd -- "$1/.hummingbird/results" || exit 66
while read -r set folder attempt; do
    if [ "$attempt" = - ]; then
        record=../$2/tables/tasks/$((set / 1000))/$set
        attempt=
        { IFS=$'\t' read -r _ attempt _ <"$record.published" || IFS=$'\t' read -r _ attempt _ <"$record"; } 2>/dev/null
        attempt=$2.$attempt
    fi
    head -c "$3" -- "$folder/$attempt/manifest.tsv" 2>/dev/null | sed "s/^/$set\t/"
done
exit 0
