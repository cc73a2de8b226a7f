# Prints the records of what groups measured, see measure.py.
# arguments: OUTPUT SUBMISSION MOST LARGEST; on standard input a line per group: its number, its folder, and the attempt that
# counts, or - for the one that SUBMISSION has published
#   MOST     characters to print, about: the groups that come after that are left out
#   LARGEST  bytes of a record
# Prints a line per group, its number and, after a tab, the record in base64; or - when there is none, + when it is too large
cd -- "$1/.hummingbird/results" || exit 66
left=$3
while [ "$left" -gt 0 ] && read -r group folder attempt; do
    [ "$attempt" != - ] || find_counting_attempt "$2" "../$2/tasks" "$group"
    text=-
    if [ -f "$folder/$attempt.measurements.gz" ]; then
        # three bytes become four characters
        text=$(head -c $(($4 + 3)) -- "$folder/$attempt.measurements.gz" | base64 -w 0) || exit 74
        [ "${#text}" -le $((($4 + 2) / 3 * 4)) ] || text=+
    fi
    printf '%s\t%s\n' "$group" "${text:--}"
    left=$((left - ${#text}))
done
exit 0
