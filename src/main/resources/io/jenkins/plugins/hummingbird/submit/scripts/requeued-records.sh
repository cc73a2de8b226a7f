# Prints the records of executions that Slurm requeued, as the next execution of the task found them, see execution.sh. One that was
# killed says that it is running; its end is put down as when its log was last written to.
# arguments: PLAN, ROUND of the executions, MOST of a task; on standard input a path below PLAN/tasks a line
cd -- "$1/tasks" 2>/dev/null || exit 0
names=$(
    while IFS= read -r path; do
        count=0
        for requeued in "$path.$2."*.requeued; do
            if [ -f "$requeued" ] && [ $((count++)) -lt "$3" ]; then
                printf '%s\n' "${requeued%.requeued}"
            fi
        done
    done
)
[ -n "$names" ] || exit 0
{
    printf '%s\n' "$names" | sed 's/.*/..\/logs\/&.log/' | xargs -d '\n' stat -c '%Y %n' --
    printf '%s\n' "$names" | sed 's/$/.requeued/' | xargs -d '\n' cat --
} 2>/dev/null | LC_ALL=C awk -F '\t' -v OFS='\t' '
    NF == 1 {
        time = $0 + 0
        sub(/.*\//, "")
        sub(/[.]log$/, "")
        last[$0] = time
        next
    }
    $3 == "running" && last[$1 "." $2] > $9 + 0 { $9 = last[$1 "." $2] }
    { print }'
exit 0
