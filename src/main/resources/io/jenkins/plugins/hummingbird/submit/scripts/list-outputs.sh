# Lists the files that a submission has published. First, for each attempt: a word, how many files and bytes its results were
# when they were published, and the group's folder with the attempt. The word is done; or gone, when somebody has removed
# the results, their proof or the link to them since. Where the results are in S3, an entry follows: the word url, the URL, and
# the group's folder with the attempt. Then, for each file: seconds since 1970, bytes, the group's folder with the attempt, and the
# path below it; where it is only in S3 any more, the word s3 before that, and the time is when all were there. All are separated
# by tabs, with a NUL at the end.
# arguments: OUTPUT; on standard input a line per group: its folder, a slash and the attempt that counts
set -o pipefail
cd -- "$1/.hummingbird/results" || exit 66
attempts=() remote=()
while IFS= read -r attempt; do
    files=0 bytes=0 word=gone url=
    if [ -L "../../${attempt%/*}" ]; then
        { IFS=$'\t' read -r url _ <"$attempt.manifest"; } 2>/dev/null
        if [ -d "$attempt" ] || [ -n "$url" ]; then
            { read -r _ files bytes _ <"$attempt.done"; } 2>/dev/null && word=done
        fi
    fi
    printf '%s\t%s\t%s\t%s\0' "$word" "${files:-0}" "${bytes:-0}" "$attempt"
    [ "$word" = done ] || continue
    [ -z "$url" ] || printf 'url\t%s\t%s\0' "$url" "$attempt"
    [ ! -d "$attempt" ] || attempts+=("$attempt")
    # drop-results.sh has removed them, or somebody has
    if [ -n "$url" ] && { [ -e "$attempt.dropped" ] || [ ! -d "$attempt" ]; }; then remote+=("$attempt"); fi
done
find_files() { # FORMAT ATTEMPT...
    local format=$1
    shift
    [ $# -eq 0 ] || printf '%s\0' "$@" | xargs -0 sh -c 'format=$0; find "$@" -type f -printf "$format"' "$format"
}
find_files '%T@\t%s\t%H\t%P\0' "${attempts[@]}" || exit
[ "${#remote[@]}" -gt 0 ] || exit 0

# A name in a manifest has no tab and no line end.
{ find_files '%H/%P\n' "${remote[@]}" 2>/dev/null; echo; } |
    LC_ALL=C awk -F '\t' '
        NR == FNR { here[$0]; next }
        {
            attempt = $2
            file = attempt ".manifest"
            top = ""
            for (line = 1; (getline entry <file) > 0; line++) {
                split(entry, field, "\t")
                if (line == 1) {
                    top = field[1]
                    sub(/^s3:\/\/[^\/]*\/?/, "", top)
                    top = top == "" ? "" : top "/"
                } else if (line > 2 && index(field[1], top) == 1) {
                    path = substr(field[1], length(top) + 1)
                    if (!((attempt "/" path) in here)) {
                        print "s3\t" $1 "\t" field[2] "\t" attempt "\t" path
                    }
                }
            }
            close(file)
        }' - <(printf '%s.manifest\0' "${remote[@]}" | xargs -0 sh -c 'find "$@" -maxdepth 0 -printf "%T@\t%p\n"' find |
        sed 's/\.manifest$//') | tr '\n' '\0'
