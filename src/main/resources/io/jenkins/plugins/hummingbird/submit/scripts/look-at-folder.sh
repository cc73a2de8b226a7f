# Prints names of files below a folder for a person who waits for them, by the rules of image-names.sh, which comes before
# this: paths relative to it, each followed by a NUL, in the order in which find comes to them, those that links lead to last
# After one more than COUNT names it stops; after 20 seconds, too, and then prints the entry /time
# arguments: IMAGES OUTPUT COUNT; OUTPUT may be empty
# shellcheck disable=SC2317 # the functions are called in a process of their own
output=${2:+$(realpath -m -- "$2")}
cd -- "$1" || exit 66
export LC_ALL=C
here=$(mktemp -d) || exit
trap 'rm -rf -- "$here"' EXIT
image_rules "$output"

# Prints the files below a link that no path has led to before, and notes the links there. A folder comes before what it holds,
# and all that a known one holds is known. Files come as find finds them: to list all folders first may take too long.
below_link() { # LINK
    local entry id path twice=
    while IFS= read -r -d '' entry; do
        path=${entry#/*/}
        if [ -n "$twice" ] && [[ $path == "$twice"/* ]]; then
            continue
        elif [[ $entry == /link/* ]]; then
            printf '%s\0' "$path" >>"$here/links"
        elif [[ $entry == /* ]]; then
            id=${entry%%"/$path"}
            if [ -n "${known[$id]:-}" ]; then
                [ "$path" != "$1" ] || break
                twice=$path
            fi
            known[$id]=1
        else
            printf '%s\0' "${path#./}"
        fi
    done < <(search -H "$1" \( "${never[@]}" \) -prune -o -type d -printf '/%D:%i/%p\0' \
        -o -type l -xtype d -printf '/link/%p\0' -o -xtype f -printf '%p\0')
}

names() {
    local id link links target
    local -A known
    real
    while IFS= read -r -d '' id; do
        known[/$id]=1
    done <"$here/folders"
    while [ -s "$here/links" ]; do
        mapfile -d '' -t links < <(sort -z -- "$here/links")
        : >"$here/links"
        for link in "${links[@]}"; do
            ! target=$(readlink -f -- "$link") || ! follows "$target" || below_link "$link"
        done
    done
}

# in a process of its own, which waits for find, so that both are killed where neither ends
timeout -k 2 20 bash -c "$(declare -f; declare -p here images output never missed)
    trap 'exit 124' TERM
    names" | sed -z "$(($3 + 1))q"
case ${PIPESTATUS[0]} in
    124 | 137) printf '/time\0' ;; # 137 where find had to be killed
esac
exit 0
