# Prints the ends of some logs, each followed by a NUL; one that is missing is empty.
# arguments: PLAN BYTES; on standard input a path below PLAN/logs a line
# there is no folder logs as long as no task has begun
cd -- "$1" || exit 66
while IFS= read -r log; do
    tail -c "$2" -- "logs/$log" 2>/dev/null | tr -d '\0'
    printf '\0'
done
