# Sees to it that no task of a submission begins any more: its groups have their verdicts. A task that Slurm begins again
# after it has ended finds the mark gone and ends at once; those that wait for that are cancelled.
# arguments: FOLDER NAME...
PATH="$PATH:/opt/slurm/bin"
folder=$1
shift
if [ -d "$folder" ]; then
    rm -f -- "$folder/open" || exit 1
fi
for name in "$@"; do
    scancel --quiet --user="$(id -un)" --state=PENDING --name="$name" 2>/dev/null
done
exit 0
