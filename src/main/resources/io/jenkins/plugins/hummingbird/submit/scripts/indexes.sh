# Prints files whole. Standard input is their paths, relative to a folder, each with a NUL at its end; the answer is
# compressed by gzip:
#   a line of the bytes of all of them together; when there are too many, that is all
#   for each file, in the same order, a line of its bytes, then these; or a line that says why it cannot be read
# arguments: FOLDER MOST
#   MOST is how many bytes are not too many
export LC_ALL=C
cd -- "$1" || exit 66
most=$2 total=0 paths=()

while IFS= read -r -d '' path; do
    size=$(stat -L -c %s -- "$path") || size=0
    total=$((total + size))
    paths+=("$path")
done

print() {
    local before
    if [ ! -r "$1" ]; then
        echo "$(id -un) may not, or it is gone"
        return
    fi
    before=$(stat -L -c '%s %Y' -- "$1") || exit 66
    echo "${before% *}"
    head -c "${before% *}" -- "$1" || exit 66
    # what is being written now would not be what was said
    [ "$(stat -L -c '%s %Y' -- "$1")" = "$before" ] || exit 75
}

{
    echo "$total"
    if [ "$total" -le "$most" ]; then
        for path in "${paths[@]}"; do
            print "$path"
        done
    fi
} | gzip -c -1
exit "${PIPESTATUS[0]}"
