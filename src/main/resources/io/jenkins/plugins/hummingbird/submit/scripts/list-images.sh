# Lists the files below a folder by the rules of image-names.sh, which comes before this: paths relative to it in the order of
# their bytes, each followed by a NUL. The path of each folder that is left out because another path has led to it is an entry
# with /listed/ before it: a relative path does not begin with a slash. Of what is hidden, folders and files that are called
# like images may be missed, but for those that are in most places: the paths of ten are entries with /hidden/ before them, and
# their number is one with /hidden-count/ before it
# arguments: IMAGES OUTPUT
here=$PWD output=$(realpath -m -- "$2")
cd -- "$1" || exit 66
set -o pipefail
export LC_ALL=C

declare -A known

# Notes the folders below a link, with it, that no path has led to before. A folder comes before what it holds, and all
# that a known one holds is known.
look() { # LINK
    local id path twice=
    search -H "$1" \( "${never[@]}" \) -prune -o -type d -printf '%D:%i\0%p\0' >"$here/found" || return
    while IFS= read -r -d '' id && IFS= read -r -d '' path; do
        if [ -n "$twice" ] && [[ $path == "$twice"/* ]]; then
            continue
        elif [ -n "${known[$id]:-}" ]; then
            twice=$path
            printf '/listed/%s\0' "${path#./}" >>"$here/listed"
        else
            known[$id]=1
            folders+=("$path")
        fi
    done <"$here/found"
}

# Prints the files in the folders that links lead to, and those to which links in these lead, until there are no new ones.
linked() {
    local id link links target folders i
    while IFS= read -r -d '' id; do
        known[$id]=1
    done <"$here/folders"
    while [ -s "$here/links" ]; do
        mapfile -d '' -t links < <(sort -z -- "$here/links")
        : >"$here/links"
        folders=()
        for link in "${links[@]}"; do
            target=$(readlink -f -- "$link") || continue
            if below "$images" "$target"; then
                printf '/listed/%s\0' "${link#./}" >>"$here/listed"
            elif follows "$target"; then
                look "$link" || return
            fi
        done
        for ((i = 0; i < ${#folders[@]}; i += 500)); do
            search -H "${folders[@]:i:500}" -mindepth 1 -maxdepth 1 \( \( "${never[@]}" \) \
                \( "${missed[@]}" -fprintf "$here/more-hidden" '%p\0' -o -true \) -prune \
                -o -type l -xtype d -fprintf "$here/more" '%p\0' -o -xtype f -printf '%p\0' \) || return
            cat -- "$here/more" >>"$here/links"
            sed -z 's|^\./||' -- "$here/more-hidden" >>"$here/hidden"
        done
    done
}

# Prints of what may be missed the number and the first ten.
hidden() {
    local count
    count=$(tr -cd '\0' <"$here/hidden" | wc -c)
    [ "$count" -ne 0 ] || return 0
    printf '/hidden-count/%s\0' "$count"
    sort -z -- "$here/hidden" | sed -z '11,$d; s|^|/hidden/|'
}

image_rules "$output"
: >"$here/listed"
{
    real || exit
    if [ -s "$here/links" ]; then
        linked | sed -z 's|^\./||' || exit
    fi
    cat -- "$here/listed"
    hidden
} | sort -z
