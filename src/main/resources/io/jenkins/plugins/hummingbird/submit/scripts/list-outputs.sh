# Lists the files that a submission has published. First, for each attempt: a word, how many files and bytes its results were
# when they were published, and the group's folder with the attempt. The word is done; or gone, when somebody has removed
# the results, their proof or the link to them since. Then, for each file: seconds since 1970, bytes, the group's folder
# with the attempt, and the path below it. All are separated by tabs, with a NUL at the end.
# arguments: OUTPUT; on standard input a line per group: its folder, a slash and the attempt that counts
set -o pipefail
cd -- "$1/.hummingbird/results" || exit 66
attempts=()
while IFS= read -r attempt; do
    files=0 bytes=0 word=gone
    if [ -d "$attempt" ] && [ -L "../../${attempt%/*}" ]; then
        { read -r _ files bytes _ <"$attempt.done"; } 2>/dev/null && word=done
    fi
    printf '%s\t%s\t%s\t%s\0' "$word" "${files:-0}" "${bytes:-0}" "$attempt"
    [ "$word" = gone ] || attempts+=("$attempt")
done
[ "${#attempts[@]}" -gt 0 ] || exit 0
printf '%s\0' "${attempts[@]}" | xargs -0 sh -c 'find "$@" -type f -printf "%T@\t%s\t%H\t%P\0"' find
