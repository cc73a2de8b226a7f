# Starts a command that goes on without its caller, unless it runs or has ended, and says how it is.
# arguments: FOLDER NAME WORD...
# Standard output and error of the command are FOLDER/NAME.out and .err; .exit holds its exit code once it has ended. The
# lock is held by the command itself and by all that it starts, so that it is free when none of them is left.
# Prints "running", or the exit code.
cd -- "$1" || exit 66
name=$2
shift 2
if [ -s "$name.exit" ]; then
    cat -- "$name.exit"
    exit 0
fi
exec 9>>"$name.lock" || exit 73
if ! flock -n 9; then
    echo running
    exit 0
fi
# it may have ended between the look and the lock
if [ -s "$name.exit" ]; then
    cat -- "$name.exit"
    exit 0
fi
setsid bash -c '
    name=$1
    shift
    "$@"
    echo $? >"$name.exit.new" && mv -f -- "$name.exit.new" "$name.exit"
' detached "$name" "$@" </dev/null >"$name.out" 2>"$name.err" &
echo running
