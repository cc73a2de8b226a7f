# Prints names of files below a folder for a person who waits for them: paths relative to it, each followed by a NUL, in the
# order in which find comes to them. Links are followed. Left out are what is hidden, what file servers, macOS and desktops
# keep for themselves, and what lies below OUTPUT: the rules of list-images.sh
# After one more than COUNT names it stops; after 20 seconds, too, and then prints the entry /time
# arguments: IMAGES OUTPUT COUNT; OUTPUT may be empty
cd -- "$1" || exit 66
export LC_ALL=C
never=(-name '.?*' -o ! -type f \( -name @eaDir -o -name '#snapshot' -o -name '#recycle' -o -name '~snapshot'
    -o -name "\$RECYCLE.BIN" -o -name 'System Volume Information' -o -name __MACOSX -o -name lost+found \))
if [ -n "$2" ] && [ -d "$2" ] && [[ $(pwd -P)/ != "$(realpath -- "$2")"/* ]]; then
    never+=(-o -type d -samefile "$2")
fi
timeout -k 2 20 find -L . \( "${never[@]}" \) -prune -o -type f -printf '%P\0' | sed -z "$(($3 + 1))q"
case ${PIPESTATUS[0]} in
    124 | 137) printf '/time\0' ;; # 137 where find had to be killed
esac
