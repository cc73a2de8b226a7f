# Runs a script on an instance as root, with all that it says in one log.
# arguments: FOLDER [NAME=VALUE...] COMMAND...    FOLDER is in the user's home; sudo itself passes on no variables
cd && cd -- "$1" || exit
shift
exec sudo -n -- env "$@" </dev/null 2>&1
