# Says for a person whether submissions would find here what they need. Changes nothing.
# arguments: COUNT WORD... FOLDER...
#   COUNT words start CellProfiler; the folders are those that results may lie in
# Prints lines of a word, a tab and what it is about:
#   cellprofiler     the version that it says
#   no-cellprofiler  why it does not start
#   space            a folder, a tab, and the free bytes on its file system
#   no-folder        a folder that is not there, or that this account cannot write to
count=$1
shift
words=("${@:1:count}")
shift "$count"

if command -v -- "${words[0]}" >/dev/null; then
    # loading its libraries from a shared file system takes its time
    answer=$(timeout -k 5 90 "${words[@]}" --version 2>&1 </dev/null | head -c 4000)
    version=$(grep -aoE -m 1 '^[0-9]+([.][0-9]+)+[0-9A-Za-z.+-]*' <<<"$answer" | head -n 1)
    if [ -n "$version" ]; then
        printf 'cellprofiler\t%s\n' "$version"
    else
        printf 'no-cellprofiler\t%s\n' "$(tail -n 1 <<<"$answer" | cut -c 1-300)"
    fi
else
    printf 'no-cellprofiler\t\n'
fi
for folder; do
    if [ -d "$folder" ] && [ -w "$folder" ] && [ -x "$folder" ]; then
        printf 'space\t%s\t%s\n' "$folder" "$(timeout 5 df -B1 --output=avail -- "$folder" 2>/dev/null | sed -n 2p)"
    else
        printf 'no-folder\t%s\n' "$folder"
    fi
done
