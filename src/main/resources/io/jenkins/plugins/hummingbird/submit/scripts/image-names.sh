# Which files below a folder are images: those below it, links to files and to folders included, but for
#   - what is hidden, and what file servers, macOS and desktops keep for themselves
#   - what lies below the output; where the images do so themselves, what Hummingbird keeps there
#   - folders that another path has led to, and links to folders in which the folder itself lies
# The functions need LC_ALL=C. The working folder is that of the images, and here is an empty one for files that are needed
# meanwhile.

below() { # PATH FOLDER, both real
    [[ ${1%/}/ == "${2%/}"/* ]]
}

# Sets images, output, never and missed.
image_rules() { # OUTPUT, real; or empty
    images=$(pwd -P) output=$1
    # .snapshot of file servers, .Trash-1000 of desktops and ._A01.tif of macOS begin with a dot.
    # shellcheck disable=SC2016
    never=(-name '.?*' -o ! -type f \( -name @eaDir -o -name '#snapshot' -o -name '#recycle' -o -name '~snapshot'
        -o -name '$RECYCLE.BIN' -o -name 'System Volume Information' -o -name __MACOSX -o -name lost+found)
    # What of it is rarely meant to be hidden. A link is not followed for this, as that may fail.
    missed=(-name '.?*' ! -name '._*' ! -name .snapshot ! -name .zfs ! -name '.Trash*' ! -name '.AppleD*' ! -name .fseventsd
        ! -name '.Spotlight-*' ! -name .TemporaryItems ! -name .hummingbird \( -type d -o -iregex
        '.*\.\(tiff?\|png\|jpe?g\|bmp\|dib\|gif\|flex\|nd2\|czi\|lif\|lsm\|stk\|zvi\|vsi\|c01\|npy\|h5\|mov\|avi\)' \))
    if [ -n "$output" ]; then
        ! below "$images" "$output" || output=${output%/}/.hummingbird
        if [ -d "$output" ]; then
            never+=(-o -type d -samefile "$output")
            missed+=(! -samefile "$output")
        fi
    fi
    never+=(\))
}

# A link that leads to itself is as little an image as one that leads nowhere; all else that find complains of counts.
search() {
    find "$@" 2>"$here/complaints" && return
    [ -s "$here/complaints" ] && ! grep -v ': Too many levels of symbolic links$' -- "$here/complaints" >&2
}

# Prints the files in the folders that no link leads to: paths relative to the images, each followed by a NUL. Notes these
# folders in the file folders, by what identifies them, the links to others in links, and in hidden what is hidden and may be
# missed, such as folders and files that are called like images.
real() {
    search . \( "${never[@]}" \) \( "${missed[@]}" -fprintf "$here/hidden" '%P\0' -o -true \) -prune \
        -o -type d -fprintf "$here/folders" '%D:%i\0' \
        -o -type l -xtype d -fprintf "$here/links" '%p\0' -o -xtype f -printf '%P\0'
}

# Whether a folder may be listed to which a link leads.
follows() { # FOLDER, real
    ! below "$images" "$1" && { [ -z "$output" ] || ! below "$1" "$output"; }
}
