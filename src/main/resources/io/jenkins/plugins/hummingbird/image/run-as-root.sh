# Runs a script on an instance as root, with all that it says in one log.
# arguments: FOLDER FILE ARGUMENT...    FOLDER is in the user's home
cd && cd -- "$1" || exit
shift
exec sudo -n -- bash "$@" </dev/null 2>&1
