# Prints the status records of some tasks, and after each the one that counts for good, see publish.sh. Those that are
# missing are left out, and so are those that say published: what is published is not copied to S3 yet.
# arguments: PLAN; on standard input a path below PLAN/tasks a line
cd -- "$1/tasks" 2>/dev/null || exit 0
sed 'p; s/$/.published/' | xargs -r -d '\n' cat -- 2>/dev/null | LC_ALL=C awk -F '\t' '$3 != "published"'
exit 0
