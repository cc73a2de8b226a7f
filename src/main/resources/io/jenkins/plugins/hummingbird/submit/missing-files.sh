# Prints those of the files on standard input that are not there or cannot be read. Each path has a NUL at its end, here
# and there.
while IFS= read -r -d '' path; do
    { [ -f "$path" ] && [ -r "$path" ]; } || printf '%s\0' "$path"
done
