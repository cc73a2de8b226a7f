# Looks once at the tasks of some submissions, whatever their number: by one squeue, and at the status records that tell
# of an end. What array_queue says is looked for first: of a task that it does not know any more the record is written.
# arguments: SECONDS that squeue may take, MOST records, BYTES that a record may have
# standard input: a line for each submission, separated by tabs: GROUPS, ROUND, ARRAYS, KNOWN, PLAN
#   GROUPS  those whose end is not known yet, ascending, as in 1,4-9
#   ROUND   a record of another round does not count, unless it says completed
#   ARRAYS  JOB:NAME, separated by commas
#   KNOWN   what the last look printed of this submission as known; may be empty
#   PLAN    its folder, see task.sh
# Prints lines that begin with a word and a tab:
#   task    what array_queue prints
#   unknown why array_queue printed nothing: nothing is known of the tasks then
#   record  the number of the submission in the question, and a record that counts
#   known   the number of the submission, and GROUP:INODE.TIME of records that do not count: until another file takes its place
#           such a record need not be read again
#   more    there are more records than MOST
questions=$(cat)

# shellcheck disable=SC2015
tasks=$(printf '%s\n' "$questions" | cut -f 3 | tr ',' '\n' | array_queue "$1" 2>&1) &&
    printf '%s\n' "$tasks" | sed '/./s/^/task\t/' || printf 'unknown\t%s\n' "$(printf '%s\n' "$tasks" | tail -n 1)"

# A folder that is opened is up to date over NFS, too; a path that was not there a moment ago may be remembered as such.
export LC_ALL=C
printf '%s\n' "$questions" | awk -F '\t' '{
    ranges = split($1, range, ",")
    for (i = 1; i <= ranges; i++) {
        split(range[i], bound, "-")
        last = bound[2] == "" ? bound[1] : bound[2]
        for (shard = int(bound[1] / 1000); shard <= int(last / 1000); shard++) {
            if (!((NR, shard) in seen)) {
                seen[NR, shard]
                print $5 "/tasks/" shard
            }
        }
    }
}' | xargs -r -d '\n' bash -c \
    'find "$@" -mindepth 1 -maxdepth 1 -name "[0-9]*" ! -name "*[!0-9]*" -printf "%i.%T@ %p\n" 2>/dev/null' find |
    awk -F '\t' -v most="$2" -v bytes="$3" '
    # whether the end of a group is not known yet
    function wanted(plan, group,    low, high, middle) {
        low = first[plan]
        high = last[plan]
        while (low < high) {
            middle = int((low + high) / 2)
            if (to[middle] < group) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low && from[low] <= group && group <= to[low]
    }
    FNR == NR {
        number[$5] = NR
        round[NR] = $2
        first[NR] = n + 1
        ranges = split($1, range, ",")
        for (i = 1; i <= ranges; i++) {
            split(range[i], bound, "-")
            from[++n] = bound[1] + 0
            to[n] = (bound[2] == "" ? bound[1] : bound[2]) + 0
        }
        last[NR] = n
        ranges = split($4, range, ",")
        for (i = 1; i <= ranges; i++) {
            known[NR, range[i]]
        }
        next
    }
    match($0, /^[0-9.]+ /) {
        inode = substr($0, 1, RLENGTH - 1)
        file = substr($0, RLENGTH + 1)
        match(file, /\/tasks\/[0-9]+\/[0-9]+$/)
        plan = number[substr(file, 1, RSTART - 1)]
        group = file
        sub(/.*\//, "", group)
        if (!wanted(plan, group + 0)) {
            next
        }
        mark = group ":" inode
        if (!((plan, mark) in known)) {
            line = ""
            if ((getline line <file) > 0) {
                split(line, field, "\t")
            }
            close(file)
            if (line == "" || length(line) > bytes) {
                next
            }
            if (field[3] == "completed" || field[3] == "failed" && index(field[2], round[plan] ".") == 1) {
                if (++records > most) {
                    print "more\t"
                    exit
                }
                print "record\t" plan "\t" line
                next
            }
        }
        same[plan] = same[plan] "," mark
        # a text that grows for ever takes longer and longer
        if (++marks[plan] % 500 == 0) {
            print "known\t" plan "\t" substr(same[plan], 2)
            same[plan] = ""
        }
    }
    END {
        for (plan in same) {
            if (same[plan] != "") {
                print "known\t" plan "\t" substr(same[plan], 2)
            }
        }
    }' <(printf '%s\n' "$questions") -
exit 0
