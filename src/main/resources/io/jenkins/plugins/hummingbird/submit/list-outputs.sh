# Lists the files that a submission has published. For each: seconds since 1970, bytes, the group's folder with the
# attempt, and the path below it, parted by tabs, with a NUL at the end.
# arguments: OUTPUT; on standard input a line per group: its folder, a slash and the attempt that counts
set -o pipefail
cd -- "$1/.hummingbird/results" || exit 66
tr '\n' '\0' | xargs -0 -r sh -c 'find "$@" -type f -printf "%T@\t%s\t%H\t%P\0"' find
