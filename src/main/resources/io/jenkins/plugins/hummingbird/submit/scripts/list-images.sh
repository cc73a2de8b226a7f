# Lists the files below a folder, links to files and to folders included: paths relative to it in the order of their bytes,
# each followed by a NUL. Left out are
#   - what is hidden, and what file servers, macOS and desktops keep for themselves
#   - what lies below OUTPUT; where the images do so themselves, what Hummingbird keeps there
#   - folders that another path has led to, and links to folders in which IMAGES itself lies. The path of each such folder
#     is an entry with /listed/ before it: a relative path does not begin with a slash
# Of what is hidden, folders and files that are called like images may be missed, but for those that are in most places: the
# paths of ten are entries with /hidden/ before them, and their number is one with /hidden-count/ before it
# arguments: IMAGES OUTPUT
here=$PWD output=$(realpath -m -- "$2")
cd -- "$1" || exit 66
images=$(pwd -P)
set -o pipefail
export LC_ALL=C

below() { # PATH FOLDER, both real
    [[ ${1%/}/ == "${2%/}"/* ]]
}
! below "$images" "$output" || output=${output%/}/.hummingbird

# .snapshot of file servers, .Trash-1000 of desktops and ._A01.tif of macOS begin with a dot.
# shellcheck disable=SC2016
never=(-name '.?*' -o ! -type f \( -name @eaDir -o -name '#snapshot' -o -name '#recycle' -o -name '~snapshot'
    -o -name '$RECYCLE.BIN' -o -name 'System Volume Information' -o -name __MACOSX -o -name lost+found)
# What of it is rarely meant to be hidden. A link is not followed for this, as that may fail.
missed=(-name '.?*' ! -name '._*' ! -name .snapshot ! -name .zfs ! -name '.Trash*' ! -name '.AppleD*' ! -name .fseventsd
    ! -name '.Spotlight-*' ! -name .TemporaryItems ! -name .hummingbird \( -type d -o -iregex
    '.*\.\(tiff?\|png\|jpe?g\|bmp\|dib\|gif\|flex\|nd2\|czi\|lif\|lsm\|stk\|zvi\|vsi\|c01\|npy\|h5\|mov\|avi\)' \))
if [ -d "$output" ]; then
    never+=(-o -type d -samefile "$output")
    missed+=(! -samefile "$output")
fi
never+=(\))

# A link that leads to itself is as little an image as one that leads nowhere; all else that find complains of counts.
search() {
    find "$@" 2>"$here/complaints" && return
    [ -s "$here/complaints" ] && ! grep -v ': Too many levels of symbolic links$' -- "$here/complaints" >&2
}

# Prints the files in the folders that no link leads to, and notes these folders and the links to others.
real() {
    search . \( "${never[@]}" \) \( "${missed[@]}" -fprintf "$here/hidden" '%P\0' -o -true \) -prune \
        -o -type d -fprintf "$here/folders" '%D:%i\0' \
        -o -type l -xtype d -fprintf "$here/links" '%p\0' -o -xtype f -printf '%P\0'
}

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
    while [ -s "$here/links" ]; do
        mapfile -d '' -t links < <(sort -z -- "$here/links")
        : >"$here/links"
        folders=()
        for link in "${links[@]}"; do
            target=$(readlink -f -- "$link") || continue
            if below "$images" "$target"; then
                printf '/listed/%s\0' "${link#./}" >>"$here/listed"
            elif ! below "$target" "$output"; then
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

: >"$here/listed"
{
    real || exit
    if [ -s "$here/links" ]; then
        while IFS= read -r -d '' id; do
            known[$id]=1
        done <"$here/folders"
        linked | sed -z 's|^\./||' || exit
    fi
    cat -- "$here/listed"
    hidden
} | sort -z
